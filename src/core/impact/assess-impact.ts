import type { Change } from "../diff/change.ts";
import { isQuiet } from "../diff/change.ts";
import type { Graph } from "../lineage/graph.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Node } from "../manifest/project.ts";
import { ownersOf } from "../metadata/owners.ts";
import type { Impact } from "../report.ts";
import { reachOf, type Way } from "./reach.ts";
import { tierOf, weigh } from "./weight.ts";

/** What an assessment is made from. */
export interface ImpactInput {
  readonly artifacts: Artifacts;
  readonly changes: readonly Change[];
  /** Lineage of base and head together, so that what hung on a removed object is reached. */
  readonly graph: Graph;
}

/** Every object of head that something the author changed reaches, most important first. */
export function assessImpact({ artifacts, changes, graph }: ImpactInput): readonly Impact[] {
  const added = new Set(changes.filter(({ kind }) => kind === "added").map(({ uniqueId }) => uniqueId));
  const impact: Impact[] = [];
  for (const [id, ways] of reachOf(sourcesOf(changes), graph)) {
    const node = artifacts.head.project.nodes[id];
    if (node === undefined || added.has(id)) continue;
    impact.push(impactOn(node, ways, artifacts));
  }
  return impact.sort(byImportance);
}

function impactOn(node: Node, ways: readonly Way[], artifacts: Artifacts): Impact {
  const priority = weigh(node);
  return {
    uniqueId: node.uniqueId,
    resourceType: node.resourceType,
    name: node.name,
    distance: Math.min(...ways.map(({ path }) => path.length - 1)),
    reach: "model",
    because: ways.map(({ from, path }) => ({ uniqueId: from, columns: null, path: [...path] })),
    columns: null,
    usage: null,
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

/** The ids from which a change spreads, in base's and in head's spelling. */
function sourcesOf(changes: readonly Change[]): readonly UniqueId[] {
  const ids = changes.filter(spreads).flatMap((change) => {
    return change.kind === "renamed" ? [change.uniqueId, change.from] : [change.uniqueId];
  });
  return [...new Set(ids)].sort();
}

/** Whether what an object holds or promises may be other than before. Words about it, and new objects, hit nobody. */
function spreads(change: Change): boolean {
  if (change.origin !== "author" || isQuiet(change) || GUARDS.has(change.resourceType)) return false;
  if (change.kind === "added") return false;
  return (
    change.kind === "removed" ||
    change.edits.some((edit) => !WORDS.has(edit.part) && !LABELS.has(edit.aspect))
  );
}

/** Nothing reads a test. */
const GUARDS: ReadonlySet<string> = new Set(["test", "unit_test", "group"]);
/** Parts that say something about an object and change nothing in it. */
const WORDS: ReadonlySet<string> = new Set(
  "descriptions persisted_descriptions label owner maturity url path group access freshness".split(" "),
);
const LABELS: ReadonlySet<string> = new Set(["formatting", "meta", "tags", "severity"]);
