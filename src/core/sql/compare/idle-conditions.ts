import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import type { ScopePair } from "./compare-clauses.ts";
import { isInner } from "./compare-inputs.ts";

/**
 * Two scopes without the conditions whose difference does nothing: `where 1 = 1`; and, where every join is inner, what one of them
 * asks in WHERE and the other in ON, as when a comma becomes a JOIN.
 */
export function withoutIdleConditions(pair: ScopePair): ScopePair {
  const [base, head] = [withoutTruths(pair.base), withoutTruths(pair.head)];
  if (![...base.inputs, ...head.inputs].every(isInner)) return { ...pair, base, head };
  const { sides } = pair;
  const toHead = shared(textsOf(base.filters, sides.base.text), textsOf(joinsOf(head), sides.head.text));
  const toBase = shared(textsOf(joinsOf(base), sides.base.text), textsOf(head.filters, sides.head.text));
  return {
    sides,
    base: without(base, { filters: toHead, joins: toBase, text: sides.base.text }),
    head: without(head, { filters: toBase, joins: toHead, text: sides.head.text }),
  };
}

type Text = (expr: Expr) => string;

interface Idle {
  readonly filters: ReadonlySet<string>;
  readonly joins: ReadonlySet<string>;
  readonly text: Text;
}

function joinsOf({ inputs }: ScopeFacts): readonly Expr[] {
  return inputs.flatMap(({ join }) => join?.on ?? []);
}

function textsOf(exprs: readonly Expr[], text: Text): ReadonlySet<string> {
  return new Set(exprs.map(text));
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...left].filter((text) => right.has(text)));
}

function without(scope: ScopeFacts, { filters, joins, text }: Idle): ScopeFacts {
  if (filters.size + joins.size === 0) return scope;
  return {
    ...scope,
    filters: scope.filters.filter((expr) => !filters.has(text(expr))),
    inputs: scope.inputs.map((input) =>
      input.join === null
        ? input
        : { ...input, join: { ...input.join, on: input.join.on.filter((expr) => !joins.has(text(expr))) } },
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
