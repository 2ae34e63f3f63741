import type { ScopeInput } from "../facts.ts";
import type { Expr, Identifier, Input, Relation } from "../query.ts";
import { bindCall } from "./bind-call.ts";
import { bindPivot } from "./bind-pivot.ts";
import { findColumn, placeOf } from "./find-column.ts";
import { joinOf } from "./resolve-join.ts";
import { lower, type Bound, type Offer, type Readable, type Resolver, type Scope } from "./scope.ts";
import { tableReadable } from "./table.ts";

/** Reads one relation of a FROM clause into the scope; gives what facts say of it. A parenthesized join is several. */
export function bindInput(input: Input, scope: Scope, resolver: Resolver): readonly ScopeInput[] {
  if (input.relation.type === "joined") {
    return input.relation.inputs.flatMap((inner, index) =>
      bindInput(index === 0 ? { ...inner, join: input.join } : inner, scope, resolver),
    );
  }
  const { readable, virtual, call, pivots } = readRelation(input, scope, resolver);
  const renamed = rename(readable, input.columnAliases);
  const merged = mergedNames(input, renamed, scope);
  const bound: Bound = {
    names: namesOf(input),
    readable: renamed,
    columns: columnsByName(renamed),
    virtual,
    merged: new Set(merged.map(lower)),
    occurrences: occurrencesOf(renamed, scope),
  };
  const before = [...scope.inputs];
  scope.inputs.push(bound);
  const modifiers = input.modifiers.map(({ kind, expr }) => ({
    kind,
    expr: unresolved(expr, scope, resolver),
  }));
  return [
    {
      source: placeOf(renamed.source, bound),
      label: bound.names[0] ?? renamed.source,
      call,
      join: joinOf({ input, merged, before, bound }, scope, resolver),
      modifiers: [...modifiers, ...pivots],
      line: lineOfRelation(input.relation),
    },
  ];
}

interface Read {
  readonly readable: Readable;
  readonly virtual: Bound["virtual"];
  readonly call: Expr | null;
  readonly pivots: ScopeInput["modifiers"];
}

function readRelation(input: Input, scope: Scope, resolver: Resolver): Read {
  const { relation } = input;
  switch (relation.type) {
    case "table":
      return readTable(relation.parts, input, { scope, resolver });
    case "query":
      return plain(readQuery(relation, input, { scope, resolver }));
    case "pivot": {
      const inner = bindAlone(relation.input, scope, resolver);
      const { readable, expr } = bindPivot(relation.pivot, inner.scope, resolver);
      const pivots = [...inner.facts.flatMap(({ modifiers }) => modifiers), { kind: "pivot" as const, expr }];
      return { ...plain(readable), pivots };
    }
    case "call":
      return { ...bindCall(relation.expr, input, { scope, resolver }), pivots: [] };
    case "joined":
      return plain({ source: "?", scope: null, columns: [], open: null, ask: null });
  }
}

function plain(readable: Readable): Read {
  return { readable, virtual: null, call: null, pivots: [] };
}

interface Around {
  readonly scope: Scope;
  readonly resolver: Resolver;
}

/** A name of one part may be a CTE; one that begins with a relation in reach is an array of it (BigQuery). */
function readTable(parts: readonly Identifier[], input: Input, { scope, resolver }: Around): Read {
  const [first] = parts;
  const cte = first === undefined || parts.length > 1 ? undefined : scope.env.get(lower(first));
  if (cte !== undefined) return plain(cte);
  const correlated =
    first !== undefined && parts.length > 1 && scope.inputs.some(({ names }) => names.includes(lower(first)));
  if (correlated && findColumn(parts, scope) !== null) {
    return { ...bindCall({ type: "column", parts, line: null }, input, { scope, resolver }), pivots: [] };
  }
  return plain(tableReadable(parts, resolver));
}

function readQuery(
  relation: Extract<Relation, { type: "query" }>,
  input: Input,
  { scope, resolver }: Around,
): Readable {
  const name = input.alias === null ? "from" : lower(input.alias);
  const path = resolver.path(`${scope.path}/${name}`);
  return resolver.query(relation.query, { path, line: null, env: scope.env, outer: scope });
}

/** A relation that a PIVOT stands on, in a scope that holds nothing else. */
function bindAlone(
  input: Input,
  scope: Scope,
  resolver: Resolver,
): { scope: Scope; facts: readonly ScopeInput[] } {
  const alone: Scope = { ...scope, inputs: [], aliases: new Map(), outer: scope };
  return { facts: bindInput(input, alone, resolver), scope: alone };
}

function namesOf({ alias, relation }: Input): readonly string[] {
  if (alias !== null) return [lower(alias)];
  if (relation.type === "pivot") return namesOf(relation.input);
  if (relation.type !== "table") return [];
  return relation.parts.map((_part, index) => relation.parts.slice(index).map(lower).join(".")).reverse();
}

/** Columns renamed by position: `from (…) as o(id, amount)`. */
function rename(readable: Readable, names: readonly Identifier[]): Readable {
  if (names.length === 0 || readable.columns.length < names.length) return readable;
  const columns = readable.columns.map((offer, index) => ({ ...offer, name: names[index] ?? offer.name }));
  return { ...readable, columns };
}

function columnsByName({ columns }: Readable): ReadonlyMap<string, Offer> {
  const byName = new Map<string, Offer>();
  for (const offer of columns) if (!byName.has(lower(offer.name))) byName.set(lower(offer.name), offer);
  return byName;
}

/** What USING or NATURAL joins by. */
function mergedNames({ join }: Input, readable: Readable, scope: Scope): readonly Identifier[] {
  if (join === null) return [];
  if (!join.natural) return join.using;
  return readable.columns
    .map(({ name }) => name)
    .filter((name) => scope.inputs.some(({ columns }) => columns.has(lower(name))));
}

function occurrencesOf(readable: Readable, scope: Scope): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const source of sourcesOf(readable)) {
    const before = scope.inputs.filter((input) => sourcesOf(input.readable).has(source)).length;
    if (before > 0) counts.set(source, before);
  }
  return counts;
}

/** The places where its columns are made; those that nobody could list are where one of any name would be. */
function sourcesOf({ source, columns, ask }: Readable): ReadonlySet<string> {
  const unlisted = ask?.({ text: "*", key: "*" }) ?? null;
  const made = columns.map(({ origin }) => origin.source);
  return new Set([source, ...made, ...(unlisted === null ? [] : [unlisted.origin.source])]);
}

function unresolved(expr: Expr, scope: Scope, resolver: Resolver): Expr {
  return resolver.clause(expr, scope, null);
}

function lineOfRelation(relation: Relation): number | null {
  return relation.type === "table" ? relation.line : null;
}
