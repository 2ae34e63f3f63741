import { digest } from "../../digest.ts";
import type { ScopeFacts, StatementFacts } from "../facts.ts";
import { passesOn } from "../passes-on.ts";
import type { Expr } from "../query.ts";
import { canonicalText, conditionTexts, type Naming } from "./canonical.ts";
import { pathOf, withoutOccurrence } from "./side.ts";
import type { Spelling } from "./spelling.ts";

/** For each scope of head that base has too: its path in base. */
export type ScopePairs = ReadonlyMap<string, string>;

/**
 * Which scope of head is which of base: first those that say the same, at the same path if they can; then those at the
 * same path; then what is left and reads the same relations, when there is but one such on each side.
 */
export function pairScopes(base: StatementFacts, head: StatementFacts, spelling: Spelling): ScopePairs {
  const pairing = new Pairing(base, head);
  pairing.pairRoots();
  const prints = {
    base: fingerprints(base, spelling),
    head: fingerprints(head, spelling),
  };
  pairing.pair(
    (left, right) => left.path === right.path && prints.base.get(left.path) === prints.head.get(right.path),
  );
  pairing.pair(
    (left, right) => left.path === right.path && isNamed(left) && passesOn(left) === passesOn(right),
  );
  pairing.pair((left, right) => prints.base.get(left.path) === prints.head.get(right.path));
  pairing.pair((left, right) => left.path === right.path && passesOn(left) === passesOn(right));
  pairing.pairOnly((left) => shapeOf(left));
  return pairing.pairs;
}

/** CTEs and derived tables have names that people gave; subqueries and branches are only counted. */
function isNamed({ path }: ScopeFacts): boolean {
  return !/\/subquery|\]/u.test(path);
}

class Pairing {
  readonly pairs = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #base: StatementFacts;
  readonly #head: StatementFacts;

  constructor(base: StatementFacts, head: StatementFacts) {
    this.#base = base;
    this.#head = head;
  }

  /** The result of one is the result of the other, whatever they are called. */
  pairRoots(): void {
    const [left, right] = [this.#base.scopes.at(-1), this.#head.scopes.at(-1)];
    if (left !== undefined && right !== undefined) this.#take(left, right);
  }

  pair(same: (left: ScopeFacts, right: ScopeFacts) => boolean): void {
    const left = this.#left();
    if (left.length === 0) return;
    for (const right of this.#right()) {
      const found = left.find((scope) => !this.#taken.has(scope.path) && same(scope, right));
      if (found !== undefined) this.#take(found, right);
    }
  }

  /** Pairs what is the only one of its shape on both sides. */
  pairOnly(shape: (scope: ScopeFacts) => string): void {
    const left = this.#left();
    for (const right of this.#right()) {
      const same = left.filter((scope) => shape(scope) === shape(right));
      const others = this.#right().filter((scope) => shape(scope) === shape(right));
      const [only] = same;
      if (only !== undefined && same.length === 1 && others.length === 1) this.#take(only, right);
    }
  }

  #take(left: ScopeFacts, right: ScopeFacts): void {
    this.pairs.set(right.path, left.path);
    this.#taken.add(left.path);
  }

  #left(): readonly ScopeFacts[] {
    return this.#base.scopes.filter(({ path }) => !this.#taken.has(path));
  }

  #right(): readonly ScopeFacts[] {
    return this.#head.scopes.filter(({ path }) => !this.pairs.has(path));
  }
}

function shapeOf({ inputs, set, columns }: ScopeFacts): string {
  const sources = inputs.map(({ source }) => (pathOf(source) === null ? source : "@"));
  return JSON.stringify([sources, set?.operator ?? null, columns.map(({ name }) => name.key).sort()]);
}

/** A digest of what each scope says, whatever it and the scopes that it reads are called. */
function fingerprints({ scopes }: StatementFacts, spelling: Spelling): ReadonlyMap<string, string> {
  const prints = new Map<string, string>();
  const source = (name: string): string => {
    const bare = withoutOccurrence(name);
    const path = pathOf(bare);
    const occurrence = name.slice(bare.length);
    return `${path === null ? bare : (prints.get(path) ?? bare)}${occurrence}`;
  };
  const naming: Naming = {
    source,
    column: (owner, column) => `${source(owner)}.${column}`,
    spelling,
  };
  for (const scope of scopes) prints.set(scope.path, `=${digest(scopeText(scope, naming))}`);
  return prints;
}

function scopeText(scope: ScopeFacts, naming: Naming): string {
  const text = (expr: Expr): string => canonicalText(expr, naming);
  const asked = (conditions: readonly Expr[]): readonly string[] =>
    conditions.flatMap((condition) => conditionTexts(condition, naming)).sort();
  const { set, distinct, grouping } = scope;
  return JSON.stringify([
    scope.inputs.map(({ source, call, join, modifiers }) => [
      naming.source(source),
      call === null ? null : text(call),
      join === null ? null : [join.kind, asked(join.on)],
      modifiers.map(({ kind, expr }) => [kind, text(expr)]),
    ]),
    set === null
      ? scope.columns.map(({ name, expr }) => [name.key, text(expr)])
      : scope.columns.map(({ name }) => name.key),
    asked(scope.filters),
    asked(scope.having),
    asked(scope.qualify),
    grouping === null ? null : grouping.map(text).sort(),
    distinct === null || distinct === "all" ? distinct : distinct.map(text).sort(),
    scope.limits.length === 0 ? [] : scope.order.map(text),
    scope.limits.map(text),
    set === null
      ? null
      : [set.operator, set.all, set.byName, set.branches.map((path) => naming.source(`@${path}`))],
  ]);
}
