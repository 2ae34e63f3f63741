import type { AdapterTraits } from "../adapters.ts";
import type { Removed } from "../diff/change.ts";
import { renamedIds } from "../diff/renamed-ids.ts";
import type { Graph } from "../lineage/graph.ts";
import { declaredColumn } from "../manifest/declared-column.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { DataTest, Node, UnitTest } from "../manifest/project.ts";
import { survivalOf, type Comparison, type Survival } from "./column-survival.ts";
import { isReplaced } from "./replaced.ts";
import { dataTestsOn, sameDefinition, sameUnitTest, testColumns, testedId } from "./tested.ts";

/** A removed data or unit test. */
export type RemovedTest = Removed<"test"> | Removed<"unit_test">;

/** Both sides, with what is needed to find what replaces a test. */
export interface Sides extends Comparison {
  readonly graphs: { readonly head: Graph };
  readonly adapter: AdapterTraits;
}

/** What head has lost by a removed test. */
export interface Loss {
  readonly tested: Node;
  /** False when a column that the test was on is only likely to be still there. */
  readonly isProven: boolean;
}

/**
 * Decides for a removed test which object of head has lost a guarantee by it. Undefined, no loss: what it tested or
 * read is gone itself, its column is gone, or an equal or stronger guarantee stands in head.
 */
export function lossesOf(sides: Sides): (removed: RemovedTest) => Loss | undefined {
  const renamed = renamedIds(sides.changes);
  const survival = survivalOf(sides);
  const { nodes } = sides.artifacts.head.project;
  const inHead = (id: UniqueId) => nodes[renamed.get(id) ?? id];
  return ({ base }) => {
    const id = testedId(base);
    const tested = id === null ? undefined : inHead(id);
    if (id === null || tested === undefined) return undefined;
    if (base.dependsOn.some((read) => inHead(read) === undefined)) return undefined;
    if (base.resourceType === "unit_test")
      return hasUnitTest(base, tested, sides) ? undefined : { tested, isProven: true };
    const fates = testColumns(base).map((column) => survivalIn(tested, column, survival(id, column)));
    if (fates.includes("gone") || isGuarded(base, { id, tested }, sides)) return undefined;
    return { tested, isProven: fates.every((fate) => fate === "kept") };
  };
}

/** A column that head still declares is there, as far as anybody says. */
function survivalIn(head: Node, column: string, fate: Survival): Survival {
  return fate === "likely" && declaredColumn(head, column) !== undefined ? "kept" : fate;
}

function isGuarded(
  test: DataTest,
  { id, tested }: { readonly id: UniqueId; readonly tested: Node },
  sides: Sides,
): boolean {
  const tests = dataTestsOn(tested.uniqueId, sides.artifacts.head.project, sides.graphs.head);
  if (isReplaced(test, { node: tested, tests, adapter: sides.adapter })) return true;
  const known = sides.artifacts.base.project.nodes;
  const added = tests.filter((other) => known[other.uniqueId] === undefined);
  const before = known[id];
  return added.some(
    (other) =>
      isRewritten(test, other) || (before !== undefined && hasFollowed(test, other, [before, tested])),
  );
}

/** Several tests of one name on one column whose arguments changed: which became which cannot be told, but none went. */
function isRewritten(test: DataTest, added: DataTest): boolean {
  const sameName = test.generic !== null && test.generic.name === added.generic?.name;
  return sameName && test.columnName?.toLowerCase() === added.columnName?.toLowerCase();
}

/** The same test on a column that is newly declared, while the old one no longer is: the column has another name now. */
function hasFollowed(test: DataTest, added: DataTest, [before, after]: readonly [Node, Node]): boolean {
  if (test.columnName === null || added.columnName === null || !sameDefinition(test, added)) return false;
  const left = declaredColumn(after, test.columnName) === undefined;
  return left && declaredColumn(before, added.columnName) === undefined;
}

function hasUnitTest(test: UnitTest, tested: Node, { artifacts, graphs }: Sides): boolean {
  const { nodes } = artifacts.head.project;
  return graphs.head.childrenOf(tested.uniqueId).some((id) => {
    const other = nodes[id];
    return other?.resourceType === "unit_test" && sameUnitTest(test, other);
  });
}
