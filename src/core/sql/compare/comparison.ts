import type { Dialect } from "../dialect.ts";
import type { ScopeFacts, StatementFacts } from "../facts.ts";
import type { Resolved } from "../query.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { compareColumns, compareNames, type ColumnDifference } from "./compare-columns.ts";
import { swappedRelations } from "./compare-inputs.ts";
import { foldRoots } from "./fold-root.ts";
import { followStars } from "./follow-stars.ts";
import { lostColumns, passedColumns, sharedNaming, sharedSource } from "./shared-naming.ts";
import { pairScopes } from "./pair-scopes.ts";
import { reachOf, type Reach } from "./reach.ts";
import { sideOf, type SqlSide } from "./side.ts";
import { spellingOf } from "./spelling.ts";

/** Two statements laid over each other, scope by scope, in words that both share. */
export interface Comparison {
  readonly sides: { readonly base: SqlSide; readonly head: SqlSide };
  readonly reach: { readonly base: Reach; readonly head: Reach };
  readonly root: ScopePair;
  /** Every scope that both have, those that nobody reads included; each after those that it reads. */
  readonly pairs: readonly ScopePair[];
  /** Every column that both have and make in another way. */
  readonly differences: readonly ColumnDifference[];
}

/** Lays two statements over each other, each without a last SELECT that only passes on; null where one has no scope. */
export function layOver(before: StatementFacts, after: StatementFacts, dialect: Dialect): Comparison | null {
  const [left, right] = foldRoots(before, after);
  const [base, head] = [followStars(left), followStars(right)];
  const [baseRoot, headRoot] = [base.scopes.at(-1), head.scopes.at(-1)];
  if (baseRoot === undefined || headRoot === undefined) return null;
  const spelling = spellingOf(dialect);
  const paths = pairScopes(base, head, spelling);
  const renames = new Map<string, string>();
  const passed = { base: new Map<string, Resolved>(), head: new Map<string, Resolved>() };
  const swaps = new Map<string, string>();
  const own = { path: (path: string) => path, renames: new Map(), passed: passed.base, swaps: new Map() };
  const shared = {
    path: (path: string) => paths.get(path) ?? `+${path}`,
    renames,
    passed: passed.head,
    swaps,
  };
  const sides = {
    base: sideOf(base, sharedNaming({ ...own, spelling }), sharedSource(own.path)),
    head: sideOf(head, sharedNaming({ ...shared, spelling }), sharedSource(shared.path)),
  };
  const pairs: ScopePair[] = [];
  for (const scope of head.scopes) {
    const other = sides.base.scopes.get(paths.get(scope.path) ?? "");
    if (other === undefined) continue;
    const pair = { base: other, head: scope, sides };
    pairs.push(pair);
    for (const [now, was] of swappedRelations(pair)) if (!base.relations.includes(now)) swaps.set(now, was);
    // What is below is named first, so that what reads it is written in the same words.
    if (scope !== headRoot) nameColumns(pair, { renames, passed });
  }
  return {
    sides,
    reach: { base: reachOf(base), head: reachOf(head) },
    root: { base: baseRoot, head: headRoot, sides },
    pairs,
    differences: pairs.flatMap((pair) => compareColumns(pair, renames)),
  };
}

interface Words {
  readonly renames: Map<string, string>;
  readonly passed: { readonly base: Map<string, Resolved>; readonly head: Map<string, Resolved> };
}

function nameColumns(pair: ScopePair, { renames, passed }: Words): void {
  const { base, head } = pair;
  for (const { from, to } of compareNames(pair).renamed)
    renames.set(`${head.path}.${to.name.key}`, from.name.key);
  if (base.set !== null || head.set !== null) return;
  for (const [key, origin] of passedColumns(base, head)) passed.base.set(key, origin);
  for (const [key, origin] of [...passedColumns(head, base), ...lostColumns(head, base)])
    passed.head.set(key, origin);
}

/** Whether the results of both sides are made from this scope. */
export function isReached({ base, head }: ScopePair, { reach }: Comparison): boolean {
  return reach.base.scopes.has(base.path) && reach.head.scopes.has(head.path);
}

/** A scope of one side that the other has too. */
export function twinOf(side: "base" | "head", scope: ScopeFacts, { pairs }: Comparison): ScopeFacts | null {
  const pair = pairs.find((each) => each[side] === scope);
  return pair === undefined ? null : pair[side === "base" ? "head" : "base"];
}
