import { adapterTraits, type AdapterTraits } from "../core/adapters.ts";
import { isChangeOf, isQuiet, type Change, type ChangeOf, type Surviving } from "../core/diff/change.ts";
import { authorsOf } from "../core/diff/origin.ts";
import type { ColumnGraph } from "../core/columns/column-graph.ts";
import type { Graphs } from "../core/lineage/graph.ts";
import type { Artifacts } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Node, ResourceType } from "../core/manifest/project.ts";
import type { ProjectUse } from "../core/usage/project-use.ts";
import type { PositionalReader, SqlComparison } from "../core/sql/sql-comparison.ts";

/** Everything that a rule may look at. */
export interface RuleContext {
  readonly artifacts: Artifacts;
  /** Every change, cosmetic and package ones included. Most rules want `changesOf` or `survivingOf`. */
  readonly changes: readonly Change[];
  /** How the SQL of changed models and snapshots differs, and what was read of it. */
  readonly sql: SqlComparison;
  /** Readers whose set operations take columns by position, and take others than before. */
  readonly positional: readonly PositionalReader[];
  /** Column-level lineage of head from what changed on; ask it with `core/columns/reach.ts`. */
  readonly columns: ColumnGraph;
  /** Lineage of base, of head, and of both together (so that what hung on a removed object is still reached). */
  readonly graphs: Graphs;
  /** What query logs say. */
  readonly use: ProjectUse;
  readonly adapter: AdapterTraits;
  /** Packages whose files are in the repository; the others are installed. */
  readonly authors: ReadonlySet<string>;
}

/** Lays out what the rules look at. */
export function contextFor(
  artifacts: Artifacts,
  changes: readonly Change[],
  found: Pick<RuleContext, "sql" | "columns" | "positional" | "graphs" | "use">,
): RuleContext {
  const { base, head } = { base: artifacts.base.project, head: artifacts.head.project };
  return {
    artifacts,
    changes,
    ...found,
    adapter: adapterTraits(head.metadata.adapterType),
    authors: authorsOf(base, head),
  };
}

/** The author's changes of one resource type: package and upstream changes, and purely cosmetic ones, are left out. */
export function changesOf<R extends ResourceType>(
  context: RuleContext,
  resourceType: R,
): readonly ChangeOf<R>[] {
  const found: ChangeOf<R>[] = [];
  for (const change of context.changes) {
    if (change.origin === "author" && !isQuiet(change) && isChangeOf(change, resourceType))
      found.push(change);
  }
  return found;
}

/** The author's changes of objects that both sides have. */
export function survivingOf<R extends ResourceType>(
  context: RuleContext,
  resourceType: R,
): readonly Surviving<R>[] {
  return changesOf(context, resourceType).filter(survives);
}

/** What holds columns and rows. */
export type Table = "model" | "seed" | "snapshot" | "source";

/** The author's changes of whatever holds columns and that both sides have. */
export function survivingTables(context: RuleContext): readonly Surviving<Table>[] {
  return [
    ...survivingOf(context, "model"),
    ...survivingOf(context, "seed"),
    ...survivingOf(context, "snapshot"),
    ...survivingOf(context, "source"),
  ];
}

/** An enabled object of head, or undefined. */
export function inHead(context: RuleContext, id: UniqueId): Node | undefined {
  return context.artifacts.head.project.nodes[id];
}

/** An enabled object of base, or undefined. */
export function inBase(context: RuleContext, id: UniqueId): Node | undefined {
  return context.artifacts.base.project.nodes[id];
}

function survives<R extends ResourceType>(change: ChangeOf<R>): change is Surviving<R> {
  return change.kind === "modified" || change.kind === "renamed";
}
