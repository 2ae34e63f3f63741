import type { UniqueId } from "../manifest/node.ts";
import type { Project } from "../manifest/project.ts";
import type { Graph } from "./graph.ts";

/** One place outside SQL that names a column. `text`: what names it, for people. */
export interface ColumnReference {
  readonly kind:
    | "test"
    | "constraint"
    | "unit_test"
    | "entity"
    | "dimension"
    | "measure"
    | "metric"
    | "time_spine"
    | "hook";
  readonly uniqueId: UniqueId;
  readonly text: string;
}

/** A place and the columns that it names, in lower case. */
export interface Naming {
  readonly reference: ColumnReference;
  readonly names: ReadonlySet<string>;
}

/** The project in which references are looked for, with its lineage. */
export interface ReferenceScope {
  readonly project: Project;
  readonly graph: Graph;
}
