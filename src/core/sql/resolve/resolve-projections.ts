import type { ScopeColumn } from "../facts.ts";
import { lineOf, mapChildren } from "../expr.ts";
import type { Expr, Identifier, Projection, Star } from "../query.ts";
import { joinedBy, placeOf, seenFrom } from "./find-column.ts";
import { IDENTITY, Sink, type Lineage } from "./lineage.ts";
import { lower, type Bound, type Offer, type Readable, type Resolver, type Scope } from "./scope.ts";

/** The columns of a SELECT: for its facts, and as its readers see them. */
export interface Projected {
  readonly columns: readonly ScopeColumn[];
  readonly offers: readonly Offer[];
  readonly open: string | null;
  readonly ask: Readable["ask"];
}

/** Resolves the projections in order: later ones may use the aliases of earlier ones. */
export function resolveProjections(
  projections: readonly Projection[],
  scope: Scope,
  resolver: Resolver,
): Projected {
  const columns: ScopeColumn[] = [];
  const offers: Offer[] = [];
  const rests: Rest[] = [];
  for (const projection of projections) {
    if (projection.expr.type === "star") {
      const expanded = expandStar(projection.expr, scope, resolver);
      columns.push(...expanded.columns);
      offers.push(...expanded.offers);
      rests.push(...expanded.rests);
      continue;
    }
    const name = projection.name ?? madeUp(columns.length);
    const { column, offer } = project(name, projection.expr, { scope, resolver, columns });
    columns.push(column);
    offers.push(offer);
    if (projection.name !== null && !scope.aliases.has(lower(name)))
      scope.aliases.set(lower(name), aliasOf(offer, scope));
  }
  return { columns, offers, ...restOf(rests, scope) };
}

/** Columns that a star stands for and nobody could list. */
interface Rest {
  readonly input: Bound;
  readonly except: ReadonlySet<string>;
}

function restOf(rests: readonly Rest[], scope: Scope): Pick<Projected, "open" | "ask"> {
  const [only] = rests;
  if (only === undefined) return { open: null, ask: null };
  const open = rests.map(({ input }) => input.readable.open).join("; ");
  const { ask } = only.input.readable;
  if (rests.length > 1 || ask === null) return { open, ask: null };
  return {
    open,
    ask: (name) => {
      const offer = only.except.has(lower(name)) ? null : ask(name);
      if (offer === null) return null;
      const { origin } = seenFrom(only.input, offer);
      return { ...offer, origin: placed(origin, name, scope) };
    },
  };
}

function madeUp(index: number): Identifier {
  return { text: `_col_${index + 1}`, key: `_col_${index + 1}` };
}

interface Around {
  readonly scope: Scope;
  readonly resolver: Resolver;
  readonly columns: readonly ScopeColumn[];
}

function project(
  name: Identifier,
  expr: Expr,
  { scope, resolver, columns }: Around,
): { column: ScopeColumn; offer: Offer } {
  const sink = new Sink();
  const resolved = inlineAliases(resolver.expr(expr, { scope, how: IDENTITY, sink }), scope, columns);
  const offer = { name, lineage: sink.lineage(), origin: originOf(name, resolved, scope) };
  return { offer, column: { name, expr: resolved, line: lineOf(expr) } };
}

/** A column that is only passed on keeps the place where it is made, unless that place is read twice here. */
function originOf(name: Identifier, expr: Expr, scope: Scope): Offer["origin"] {
  const plain = expr.type === "resolved" && expr.source !== "?";
  return plain ? placed(expr, name, scope) : { source: `@${scope.path}`, column: name.key };
}

function placed({ source, column }: Offer["origin"], name: Identifier, { path }: Scope): Offer["origin"] {
  return source.includes("#") ? { source: `@${path}`, column: name.key } : { source, column };
}

/** Inside its own SELECT an alias stands for the expression, which {@link inlineAliases} puts in its place. */
function aliasOf(offer: Offer, scope: Scope): Offer {
  return { ...offer, origin: { source: `@${scope.path}`, column: offer.name.key } };
}

/** An expression with the aliases of its own SELECT replaced by what they stand for. */
export function inlineAliases(expr: Expr, scope: Scope, columns: readonly ScopeColumn[]): Expr {
  if (expr.type === "resolved") {
    if (expr.source !== `@${scope.path}`) return expr;
    return columns.find(({ name }) => name.key === expr.column)?.expr ?? expr;
  }
  return scope.aliases.size === 0 ? expr : mapChildren(expr, (child) => inlineAliases(child, scope, columns));
}

interface Expanded {
  readonly columns: ScopeColumn[];
  readonly offers: Offer[];
  readonly rests: Rest[];
}

function expandStar(star: Star, scope: Scope, resolver: Resolver): Expanded {
  const expanded: Expanded = { columns: [], offers: [], rests: [] };
  for (const input of scope.inputs) {
    if (star.qualifier !== null && !input.names.includes(lower(star.qualifier))) continue;
    expandInput(star, input, { scope, resolver, expanded });
  }
  return expanded;
}

function expandInput(
  star: Star,
  input: Bound,
  { scope, resolver, expanded }: { scope: Scope; resolver: Resolver; expanded: Expanded },
): void {
  const except = new Set(star.except.map(lower));
  for (const known of input.readable.columns) {
    const merged = star.qualifier === null && input.merged.has(lower(known.name));
    if (except.has(lower(known.name)) || merged) continue;
    const replaced = star.replace.find(({ name }) => name !== null && lower(name) === lower(known.name));
    if (replaced !== undefined) {
      const { column, offer } = project(known.name, replaced.expr, { scope, resolver, columns: [] });
      expanded.columns.push(column);
      expanded.offers.push(offer);
      continue;
    }
    const name = star.rename.find(({ from }) => lower(from) === lower(known.name))?.to ?? known.name;
    const seen = seenFrom(input, known);
    const expr: Expr = { type: "resolved", ...seen.origin, text: known.name.text, line: star.line };
    expanded.columns.push({ name, expr, line: star.line, star: true });
    const lineage = lineageIn(star, { known, input, scope });
    expanded.offers.push({ lineage, name, origin: originOf(name, expr, scope) });
  }
  if (input.readable.open !== null) {
    const source = placeOf(input.readable.source, input);
    expanded.rests.push({ input, except });
    const rest: Expr = { ...star, qualifier: { text: source, key: source }, replace: [], line: star.line };
    expanded.columns.push({ name: { text: "*", key: "*" }, expr: rest, line: star.line });
  }
}

/** Of a column that a later relation was joined by with USING, a star gives the one value of both. */
function lineageIn(
  star: Star,
  { known, input, scope }: { readonly known: Offer; readonly input: Bound; readonly scope: Scope },
): Lineage {
  const first = scope.inputs.findIndex(({ merged }) => merged.has(lower(known.name)));
  const isLeft = star.qualifier === null && scope.inputs.indexOf(input) < first;
  return (isLeft ? joinedBy(known.name, scope)?.lineage : null) ?? known.lineage;
}
