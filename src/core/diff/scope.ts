import type { Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { NodeByType, ResourceType } from "../manifest/project.ts";
import type { ColumnChange } from "../report.ts";
import type { Edit } from "./change.ts";
import type { Environment } from "./environment.ts";

/** What a comparison of two objects may need to know beyond the two. */
export interface DiffScope {
  readonly artifacts: Artifacts;
  /** False when two versions of dbt wrote the sides: then a key that only one of them has may be the version's own. */
  readonly sameDbt: boolean;
  readonly environment: Environment;
  /** Ids of base that live on under another id in head. */
  readonly renames: ReadonlyMap<UniqueId, UniqueId>;
}

/** One object on both sides. */
export interface NodePair<R extends ResourceType> {
  readonly base: NodeByType[R];
  readonly head: NodeByType[R];
}

/** How two objects of one type are compared. */
export type Differ<R extends ResourceType> = (pair: NodePair<R>, scope: DiffScope) => Difference;

/** How two objects differ; `columns`: what happened to the real columns, as far as it is known. */
export interface Difference {
  readonly edits: readonly Edit[];
  readonly columns?: readonly ColumnChange[];
}
