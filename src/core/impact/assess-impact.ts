import type { ColumnGraph } from "../columns/column-graph.ts";
import { reachFrom, type ReachedEnd } from "../columns/reach.ts";
import type { Change } from "../diff/change.ts";
import { groupBy } from "../group-by.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { Node } from "../manifest/project.ts";
import { reportUse, type ProjectUse } from "../usage/project-use.ts";
import { ownersOf } from "../metadata/owners.ts";
import type { Impact } from "../report.ts";
import { hitBy } from "./severity.ts";
import { columnsOf, distanceOf, strongest, waysOf } from "./ways.ts";
import { tierOf, weigh } from "./weight.ts";

/** What is reached, and how much that is used. */
export interface Reach {
  readonly columns: ColumnGraph;
  readonly use: ProjectUse;
}

/** How many changes are remembered per reached column: the nearest ones. */
const MOST_WAYS = 5;

/**
 * Every object of head that something which changed reaches, most important first. What reads a changed object and
 * provably uses nothing of what changed in it is not reached.
 */
export function assessImpact(
  artifacts: Artifacts,
  changes: readonly Change[],
  { columns, use }: Reach,
): readonly Impact[] {
  const added = new Set(changes.filter(({ kind }) => kind === "added").map(({ uniqueId }) => uniqueId));
  const reached = reachFrom(columns, columns.starts, MOST_WAYS);
  const impact: Impact[] = [];
  for (const [id, ends] of groupBy(reached, ({ end }) => end.uniqueId)) {
    const node = artifacts.head.project.nodes[id];
    const foreign = ends.filter(({ start }) => start.uniqueId !== id);
    if (node === undefined || added.has(id) || foreign.length === 0) continue;
    impact.push(impactOn(node, foreign, { artifacts, use }));
  }
  return impact.sort(byImportance);
}

function impactOn(
  node: Node,
  ends: readonly ReachedEnd[],
  { artifacts, use }: { readonly artifacts: Artifacts; readonly use: ProjectUse },
): Impact {
  const how = strongest(ends);
  const { priority } = weigh(node, { severity: hitBy(ends), use: use.rank(node.uniqueId) });
  return {
    uniqueId: node.uniqueId,
    resourceType: node.resourceType,
    name: node.name,
    distance: distanceOf(ends),
    reach: how === "value" ? "column" : how,
    because: [...waysOf(ends)],
    columns: columnsOf(ends),
    usage: reportUse(use.of(node.uniqueId)),
    owners: [...ownersOf(node, artifacts.head.project)],
    priority,
    tier: tierOf(priority),
  };
}

function byImportance(left: Impact, right: Impact): number {
  return (
    right.priority - left.priority ||
    left.distance - right.distance ||
    (left.uniqueId < right.uniqueId ? -1 : 1)
  );
}
