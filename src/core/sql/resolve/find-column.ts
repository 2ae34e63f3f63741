import type { ColumnRef, Expr, Identifier } from "../query.ts";
import { NOTHING, union, type Lineage } from "./lineage.ts";
import { lower, type Bound, type Offer, type Purpose, type Scope } from "./scope.ts";

interface Found {
  readonly lineage: Lineage;
  /** Null where a parameter of a lambda is meant. */
  readonly origin: Offer["origin"] | null;
}

/** A reference with its owner found; what it is made from goes to the sink. */
export function resolveColumn(column: ColumnRef, { scope, how, sink }: Purpose): Expr {
  const found = findColumn(column.parts, scope) ?? lost(column.parts, scope);
  sink.add(found.lineage, how);
  const text = column.parts.at(-1)?.text ?? "";
  if (found.origin === null) {
    const path = column.parts.map(lower).join(".");
    return { type: "literal", kind: "word", value: path };
  }
  return { type: "resolved", ...found.origin, text, line: column.line };
}

/** The column that a bare name of this scope means, null where there is none. */
export function findColumn(parts: readonly Identifier[], scope: Scope): Found | null {
  const [first] = parts;
  if (first === undefined) return null;
  if (scope.parameters.has(lower(first))) return { lineage: NOTHING, origin: null };
  const sure = parts.length > 1 ? findNamed(parts, scope) : null;
  if (sure !== null) return withFields(sure, parts);
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const found = findQualified(parts, at) ?? findBare(first, at);
    if (found !== null) return withFields(found, parts);
    if (scope.parameters.has(lower(first))) return { lineage: NOTHING, origin: null };
  }
  return null;
}

/** What a dotted name means where nothing is guessed: a relation out here comes before an unlisted column in there. */
function findNamed(parts: readonly Identifier[], scope: Scope): Found | null {
  const [first] = parts;
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const isListed = first !== undefined && at.inputs.some(({ columns }) => columns.has(lower(first)));
    const found = findQualified(parts, at) ?? (isListed ? findBare(first, at) : null);
    if (found !== null) return found;
  }
  return null;
}

/** The fields that a path goes on into make it another value of the same column. */
function withFields(found: Found, parts: readonly Identifier[]): Found {
  const { origin } = found;
  const at = origin === null ? -1 : parts.findIndex((part) => lower(part) === origin.column.toLowerCase());
  const fields = at === -1 ? [] : parts.slice(at + 1);
  if (origin === null || fields.length === 0) return found;
  return {
    ...found,
    origin: { ...origin, column: [origin.column, ...fields.map(({ key }) => key)].join(".") },
  };
}

/** `orders.id`, `db.schema.orders.id`: a qualifier may be an alias or a whole name. */
function findQualified(parts: readonly Identifier[], scope: Scope): Found | null {
  for (let length = Math.min(parts.length - 1, 4); length >= 1; length--) {
    const qualifier = parts.slice(0, length).map(lower).join(".");
    const input = scope.inputs.find(({ names }) => names.includes(qualifier));
    const name = parts[length];
    if (input === undefined || name === undefined) continue;
    return offerOf(input, name) ?? missing(input, name);
  }
  return null;
}

/**
 * A bare name belongs to all relations that USING joined by it; else to the one relation that has it; else to the one
 * whose columns are not known; else it is the alias of a projection; else the one relation that can be asked is out of date.
 */
function findBare(name: Identifier, scope: Scope): Found | null {
  const joined = joinedBy(name, scope);
  if (joined !== null) return joined;
  const owners = scope.inputs.filter(
    (input) => input.columns.has(lower(name)) || input.names.includes(lower(name)),
  );
  const [owner] = owners;
  if (owner !== undefined) return owned(name, owner, owners);
  if (NILADIC.has(lower(name))) return { lineage: NOTHING, origin: null };
  return valueOf(name, scope) ?? findUnlisted(name, scope);
}

/** A value that the statement names before its SELECT. */
function valueOf(name: Identifier, { env }: Scope): Found | null {
  const named = env.get(lower(name));
  return (named?.isValue === true ? named.columns[0] : null) ?? null;
}

function findUnlisted(name: Identifier, scope: Scope): Found | null {
  const open = scope.inputs.filter(({ readable, virtual }) => readable.open !== null && virtual === null);
  const alias = scope.aliases.get(lower(name)) ?? null;
  if (alias !== null && (open.length !== 1 || scope.inputs.length > 1)) return alias;
  if (open.length > 1) return ambiguous(name, open);
  return askOnly(name, open) ?? alias ?? askOnly(name, asked(scope));
}

/**
 * A column that USING or NATURAL joined by is made from those of all sides, whether or not these are listed; null where
 * none did. It is found where its left side is.
 */
export function joinedBy(name: Identifier, scope: Scope): Found | null {
  const first = scope.inputs.findIndex(({ merged }) => merged.has(lower(name)));
  if (first === -1) return null;
  const left = findBare(name, { ...scope, inputs: scope.inputs.slice(0, first), aliases: new Map() });
  const right = scope.inputs
    .filter(({ merged }) => merged.has(lower(name)))
    .map((input) => offerOf(input, name) ?? missing(input, name));
  const sides = left === null ? right : [left, ...right];
  const lineage = sides.map((side) => side.lineage).reduce(union, NOTHING);
  const origin = sides.find((side) => side.origin !== null)?.origin ?? null;
  return { origin, lineage: withDoubt(lineage, `${name.text} was joined by USING`) };
}

function askOnly(name: Identifier, inputs: readonly Bound[]): Found | null {
  const [only] = inputs;
  return only === undefined || inputs.length > 1 ? null : offerOf(only, name);
}

/** The relations that may have a column which is not listed: table functions, before tables that are out of date. */
function asked({ inputs }: Scope): readonly Bound[] {
  const virtual = inputs.filter((input) => input.virtual !== null && input.columns.size === 0);
  return virtual.length > 0 ? virtual : inputs.filter(({ readable }) => readable.ask !== null);
}

/** Functions that are written without parentheses. */
const NILADIC: ReadonlySet<string> = new Set(
  (
    "current_date current_time current_timestamp current_user current_role current_database current_schema localtime " +
    "localtimestamp session_user sysdate systimestamp system_user user"
  ).split(" "),
);

function owned(name: Identifier, owner: Bound, owners: readonly Bound[]): Found | null {
  const rest = owners.slice(1).filter((other) => other.columns.has(lower(name)));
  const offer = offerOf(owner, name);
  if (offer === null || rest.length === 0) return offer;
  return { ...offer, lineage: withDoubt(offer.lineage, `${name.text} stands in more than one relation`) };
}

/** The column of an input by its name; the name of an UNNEST itself stands for its element. */
export function offerOf(input: Bound, name: Identifier): Offer | null {
  const known = input.columns.get(lower(name));
  if (known !== undefined) return seenFrom(input, known);
  if (input.readable.open === null && input.names.includes(lower(name)) && input.virtual === null)
    return seenFrom(input, rowOf(input, name));
  if (input.virtual !== null) {
    return { name, lineage: input.virtual, origin: { source: input.readable.source, column: "" } };
  }
  const asked = input.readable.ask?.(name) ?? null;
  return asked === null ? null : seenFrom(input, asked);
}

/** The name of a relation that has no such column stands for its row: `to_json(orders)`. */
function rowOf({ readable }: Bound, name: Identifier): Offer {
  const lineage = readable.columns.map((column) => column.lineage).reduce(union, NOTHING);
  return { name, lineage, origin: { source: readable.source, column: "*" } };
}

/** A relation that is read twice is told apart by its place. */
export function seenFrom(input: Bound, offer: Offer): Offer {
  return { ...offer, origin: { ...offer.origin, source: placeOf(offer.origin.source, input) } };
}

/** A source as an input of a FROM clause reads it: `orders#2` where one before it reads the same. */
export function placeOf(source: string, { occurrences }: Bound): string {
  const before = occurrences.get(source);
  return before === undefined ? source : `${source}#${before + 1}`;
}

function missing(input: Bound, name: Identifier): Found {
  const { source, scope } = input.readable;
  const lineage = { ...NOTHING, untraced: [`${source} has no column ${name.text}`] };
  return seenFrom(input, { name, lineage, origin: { source: scope ?? source, column: name.key } });
}

function ambiguous(name: Identifier, open: readonly Bound[]): Found {
  const sources = open.map(({ readable }) => readable.source);
  return {
    lineage: {
      ...NOTHING,
      untraced: [`${name.text} may be of ${sources.join(" or ")}: their columns are not known`],
    },
    origin: { source: "?", column: name.key },
  };
}

function lost(parts: readonly Identifier[], { inputs }: Scope): Found {
  const [only] = inputs;
  const [name] = parts;
  if (only !== undefined && name !== undefined && inputs.length === 1) return missing(only, name);
  const text = parts.map((part) => part.text).join(".");
  return {
    lineage: { ...NOTHING, untraced: [`no relation in reach has ${text}`] },
    origin: { source: "?", column: parts.map(({ key }) => key).join(".") },
  };
}

function withDoubt(lineage: Lineage, doubt: string): Lineage {
  return lineage.doubts.includes(doubt) ? lineage : { ...lineage, doubts: [...lineage.doubts, doubt] };
}
