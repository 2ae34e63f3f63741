import type { ProjectSettings } from "../jinja/dbt/render-project.ts";
import type { Fidelity } from "../report.ts";
import type { UniqueId } from "./node.ts";
import type { Node, Project } from "./project.ts";
import type { Catalog, RunResults, SemanticManifest, SourceFreshness } from "./siblings.ts";

/** Everything that was read for one side of the review. A sibling that is not there, or not readable, is null and said in `notes`. */
export interface Side {
  readonly project: Project;
  readonly catalog: Catalog | null;
  readonly runResults: RunResults | null;
  readonly sourceFreshness: SourceFreshness | null;
  readonly semanticManifest: SemanticManifest | null;
  /** What `dbt_project.yml` says, where the manifest lies in a checkout, or the file was read at its commit. */
  readonly settings: ProjectSettings | null;
  /** What could not be read of this side, ready for the report's `fidelity`. */
  readonly notes: readonly Fidelity[];
}

/** Base and head, read. */
export interface Artifacts {
  readonly base: Side;
  readonly head: Side;
}

/** Whether both sides name types as one warehouse does, as far as they say for which they were written. */
export function isOneAdapter({ base, head }: Artifacts): boolean {
  const [before, after] = [base.project.metadata.adapterType, head.project.metadata.adapterType];
  return before === null || after === null || before === after;
}

/** The object of an id as it is now, or as it last was; macros included. */
export function nodeById({ base, head }: Artifacts, id: UniqueId): Node | undefined {
  const [before, after] = [base.project, head.project];
  return after.nodes[id] ?? before.nodes[id] ?? after.macros[id] ?? before.macros[id];
}

/** The names of the objects of some ids, each id once; one that neither side has stands for itself. */
export function namesOf(artifacts: Artifacts, ids: readonly UniqueId[]): readonly string[] {
  return [...new Set(ids)].map((id) => nodeById(artifacts, id)?.name ?? id);
}
