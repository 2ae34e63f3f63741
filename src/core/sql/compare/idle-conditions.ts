import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { isInner } from "./compare-inputs.ts";
import type { SqlSide } from "./side.ts";

/**
 * Two scopes without the conditions whose difference does nothing: `where 1 = 1`; and, where every join is inner, what one of them
 * asks in WHERE and the other in ON, as when a comma becomes a JOIN.
 */
export function withoutIdleConditions(pair: ScopePair): ScopePair {
  const [base, head] = [withoutTruths(pair.base), withoutTruths(pair.head)];
  if (![...base.inputs, ...head.inputs].every(isInner)) return { ...pair, base, head };
  const { sides } = pair;
  const toHead = shared(
    textsOf(base.filters, sides.base.conditions),
    textsOf(joinsOf(head), sides.head.conditions),
  );
  const toBase = shared(
    textsOf(joinsOf(base), sides.base.conditions),
    textsOf(head.filters, sides.head.conditions),
  );
  return {
    sides,
    base: without(base, { filters: toHead, joins: toBase, conditions: sides.base.conditions }),
    head: without(head, { filters: toBase, joins: toHead, conditions: sides.head.conditions }),
  };
}

type Conditions = SqlSide["conditions"];

interface Idle {
  readonly filters: ReadonlySet<string>;
  readonly joins: ReadonlySet<string>;
  readonly conditions: Conditions;
}

function joinsOf({ inputs }: ScopeFacts): readonly Expr[] {
  return inputs.flatMap(({ join }) => join?.on ?? []);
}

function textsOf(exprs: readonly Expr[], conditions: Conditions): ReadonlySet<string> {
  return new Set(exprs.flatMap(conditions));
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...left].filter((text) => right.has(text)));
}

function without(scope: ScopeFacts, { filters, joins, conditions }: Idle): ScopeFacts {
  if (filters.size + joins.size === 0) return scope;
  const besides = (exprs: readonly Expr[], idle: ReadonlySet<string>): readonly Expr[] =>
    exprs.filter((expr) => !conditions(expr).every((text) => idle.has(text)));
  return {
    ...scope,
    filters: besides(scope.filters, filters),
    inputs: scope.inputs.map((input) =>
      input.join === null ? input : { ...input, join: { ...input.join, on: besides(input.join.on, joins) } },
    ),
  };
}

function withoutTruths(scope: ScopeFacts): ScopeFacts {
  const filters = scope.filters.filter((expr) => !isTrue(expr));
  return filters.length === scope.filters.length ? scope : { ...scope, filters };
}

/** `true`, or a literal that is equal to itself. */
function isTrue(expr: Expr): boolean {
  if (expr.type === "literal") return expr.kind === "word" && expr.value === "true";
  if (expr.type !== "operation" || expr.name !== "eq") return false;
  const [left, right] = expr.operands.map(({ expr: side }) => side);
  return (
    left?.type === "literal" &&
    right?.type === "literal" &&
    left.value === right.value &&
    left.kind === right.kind
  );
}
