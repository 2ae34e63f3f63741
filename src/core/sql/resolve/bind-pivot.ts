import { walkExpr } from "../expr.ts";
import type { Expr, Identifier, Pivot, Projection } from "../query.ts";
import { IDENTITY, NOTHING, Sink, TRANSFORMATION, type Lineage } from "./lineage.ts";
import { lower, type Bound, type Offer, type Readable, type Resolver, type Scope } from "./scope.ts";

/** What PIVOT and UNPIVOT make of the one relation of `scope`. */
export function bindPivot(
  pivot: Pivot,
  scope: Scope,
  resolver: Resolver,
): { readable: Readable; expr: Expr } {
  const [inner] = scope.inputs;
  const expr = resolver.clause(pivot.expr, scope, null);
  if (inner === undefined)
    return { expr, readable: { source: "?", scope: null, columns: [], open: "nothing to pivot", ask: null } };
  const used = namesIn([...pivot.aggregates, ...pivot.values].map((each) => each.expr).concat(pivot.keys));
  const kept = inner.readable.columns.filter(({ name }) => !used.has(lower(name)));
  const made = pivot.unpivot
    ? unpivoted(pivot, inner, { scope, resolver })
    : pivoted(pivot, inner, { scope, resolver });
  return { expr, readable: { ...inner.readable, columns: [...kept, ...made] } };
}

interface Around {
  readonly scope: Scope;
  readonly resolver: Resolver;
}

/** One column for each value and aggregate, named after both where there are several aggregates. */
function pivoted(pivot: Pivot, { readable }: Bound, around: Around): readonly Offer[] {
  return pivot.values.flatMap((value) =>
    pivot.aggregates.map((aggregate): Offer => {
      const name = pivotName(value, aggregate, around.resolver);
      return {
        name,
        lineage: lineageOf(aggregate.expr, around),
        origin: { source: readable.source, column: lower(name) },
      };
    }),
  );
}

function pivotName(value: Projection, aggregate: Projection, { dialect }: Resolver): Identifier {
  const name = value.name ?? { text: "?", key: "?" };
  if (aggregate.name === null || aggregate.name.text === "") return name;
  const [first, last] = dialect.pivotNamesAggregateFirst ? [aggregate.name, name] : [name, aggregate.name];
  return { text: `${first.text}_${last.text}`, key: `${first.key}_${last.key}` };
}

/** The value column is made from every column that is gathered; the name column says which it was. */
function unpivoted(pivot: Pivot, { readable }: Bound, around: Around): readonly Offer[] {
  const sink = new Sink();
  for (const { expr } of pivot.values) sink.add(lineageOf(expr, around), IDENTITY);
  return pivot.made.map((name, index) => ({
    name,
    lineage: index === pivot.made.length - 1 ? NOTHING : sink.lineage(),
    origin: { source: readable.source, column: lower(name) },
  }));
}

function lineageOf(expr: Expr, { scope, resolver }: Around): Lineage {
  const sink = new Sink();
  resolver.expr(expr, { scope, how: TRANSFORMATION, sink });
  return sink.lineage();
}

function namesIn(exprs: readonly Expr[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const expr of exprs) {
    walkExpr(expr, (each) => {
      const last = each.type === "column" ? each.parts.at(-1) : undefined;
      if (last !== undefined) names.add(lower(last));
    });
  }
  return names;
}
