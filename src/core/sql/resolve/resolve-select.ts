import { conjunctsOf } from "../expr.ts";
import type { ColumnUse, ScopeColumn, ScopeFacts } from "../facts.ts";
import type { Expr, Select } from "../query.ts";
import { passesOn } from "../passes-on.ts";
import { aggregates } from "./aggregates.ts";
import { bindInput } from "./bind-input.ts";
import { inlineAliases, resolveProjections, type Projected } from "./resolve-projections.ts";
import {
  openScope,
  type Environment,
  type Place,
  type Readable,
  type Resolver,
  type Scope,
} from "./scope.ts";

/** The facts of one SELECT, recorded; gives what its readers can see. `env` holds its own CTEs too. */
export function resolveSelect(
  select: Select,
  place: Place & { readonly env: Environment },
  resolver: Resolver,
): Readable {
  const scope = openScope(place);
  const inputs = select.inputs.flatMap((input) => bindInput(input, scope, resolver));
  const projected = resolveProjections(select.projections, scope, resolver);
  const clauses = resolveClauses(select, { scope, resolver, projected });
  const facts: ScopeFacts = {
    path: place.path,
    line: place.line,
    inputs,
    columns: projected.columns,
    ...clauses,
    set: null,
  };
  resolver.scopes.push(facts);
  return {
    source: passesOn(facts) ? (inputs[0]?.source ?? `@${place.path}`) : `@${place.path}`,
    scope: `@${place.path}`,
    columns: projected.offers,
    open: projected.open,
    ask: projected.ask,
  };
}

interface Around {
  readonly scope: Scope;
  readonly resolver: Resolver;
  readonly projected: Projected;
}

type Clauses = Omit<ScopeFacts, "path" | "line" | "inputs" | "columns" | "set">;

function resolveClauses(select: Select, around: Around): Clauses {
  const clause = (expr: Expr, use: ColumnUse["subtype"]): Expr => resolveClause(expr, use, around);
  const where = select.where === null ? [] : conjunctsOf(clause(select.where, "FILTER"));
  const having = select.having === null ? [] : conjunctsOf(clause(select.having, "FILTER"));
  const qualify = select.qualify === null ? [] : conjunctsOf(clause(select.qualify, "FILTER"));
  return {
    filters: where,
    having,
    qualify,
    grouping: resolveGrouping(select, having, around),
    distinct: resolveDistinct(select.distinct, clause),
    order: select.order.map((key) => atPosition(clause(key, "SORT"), around.projected.columns)),
    limits: select.limits.map((limit) => clause(limit, "FILTER")),
  };
}

function resolveDistinct(
  distinct: Select["distinct"],
  clause: (expr: Expr, use: ColumnUse["subtype"]) => Expr,
): ScopeFacts["distinct"] {
  return distinct === null || distinct === "all" ? distinct : distinct.map((key) => clause(key, "GROUP_BY"));
}

function resolveClause(expr: Expr, use: ColumnUse["subtype"], { scope, resolver, projected }: Around): Expr {
  return inlineAliases(resolver.clause(expr, scope, use), scope, projected.columns);
}

function resolveGrouping(select: Select, having: readonly Expr[], around: Around): readonly Expr[] | null {
  const { columns } = around.projected;
  const { grouping } = select;
  if (grouping === null) {
    return [...columns.map(({ expr }) => expr), ...having].some(aggregates) ? [] : null;
  }
  if (grouping.all)
    return columns.map(({ expr }) => expr).filter((expr) => !aggregates(expr) && expr.type !== "literal");
  return grouping.keys.map((key) => atPosition(resolveClause(key, "GROUP_BY", around), columns));
}

/** `group by 1`, `order by 2 desc`: a number stands for the column at that position. */
function atPosition(key: Expr, columns: readonly ScopeColumn[]): Expr {
  if (key.type === "literal" && key.kind === "word" && /^\d+$/u.test(key.value)) {
    return columns[Number(key.value) - 1]?.expr ?? key;
  }
  if (key.type !== "operation" || key.name !== "part") return key;
  const operands = key.operands.map(({ role, expr }) => ({
    role,
    expr: role === "this" ? atPosition(expr, columns) : expr,
  }));
  return { ...key, operands };
}
