import { aggregatesAt } from "./aggregates.ts";
import { branchesOf, clausesOf, itemsOf, unbracket, type Clause, type Stretch } from "./clauses.ts";
import { Unsure, type Pieces } from "./cursor.ts";
import { Formulas } from "./formulas.ts";
import type { Env, Surroundings } from "./found.ts";
import { readExpression, type ExpressionReader } from "./read-expression.ts";
import { readFrom } from "./read-from.ts";
import { findLabel, FOREIGN, starredIn, tableOffer, type Item, type Offer, type Scope } from "./scope.ts";
import { RESERVED } from "./words.ts";

/** Where a query stands. */
export interface Place {
  readonly env: Env;
  readonly outer: Scope | null;
}

/** Reads statements from their pieces. Every query gives what it offers to the query around it. */
export class SelectReader {
  readonly #pieces: Pieces;
  readonly #around: Surroundings;
  readonly #formulas: Formulas;

  constructor(pieces: Pieces, around: Surroundings) {
    this.#pieces = pieces;
    this.#around = around;
    this.#formulas = new Formulas(pieces);
  }

  /** A query with what stands before it in WITH. */
  query(stretch: Stretch, place: Place): Offer {
    const { from, to } = unbracket(this.#pieces, stretch);
    if (!this.#pieces.isWord(from, "with")) return this.#set({ from, to }, place);
    let env = place.env;
    let at = this.#pieces.isWord(from + 1, "recursive") ? from + 2 : from + 1;
    for (;;) {
      const { name, body, end } = this.#cte(at);
      const own = new Map(env).set(name, FOREIGN);
      env = new Map(env).set(name, this.query(body, { env: own, outer: place.outer }));
      if (!this.#pieces.isMark(end, ",")) return this.#set({ from: end, to }, { env, outer: place.outer });
      at = end + 1;
    }
  }

  #cte(at: number): { name: string; body: Stretch; end: number } {
    let open = at + 1;
    if (this.#pieces.isMark(open, "("))
      throw new Unsure("names given to the columns of a common table expression");
    while (this.#pieces.kind(open) === "word") open += 1;
    if (!this.#pieces.isMark(open, "(")) throw new Unsure("a common table expression without a query");
    const to = this.#pieces.closing(open);
    return { name: this.#pieces.key(at), body: { from: open + 1, to }, end: to + 1 };
  }

  #set(stretch: Stretch, place: Place): Offer {
    const [first = FOREIGN, ...others] = branchesOf(this.#pieces, stretch).map((branch) =>
      this.#branch(branch, place),
    );
    if (others.length === 0) return first;
    const passes = [first, ...others].flatMap((offer) => offer.passes);
    return { ...first, passes, open: [first, ...others].some(({ open }) => open), keepsRows: false };
  }

  #branch(stretch: Stretch, place: Place): Offer {
    if (this.#pieces.isWord(stretch.from, "select")) return this.#select(stretch, place);
    if (this.#pieces.isWord(stretch.from, "values")) return FOREIGN;
    if (!this.#pieces.isMark(stretch.from, "(")) throw new Unsure("not a SELECT");
    const inner = { from: stretch.from + 1, to: this.#pieces.closing(stretch.from) };
    const offer = this.query(inner, place);
    const aliases = new Set(offer.listed.keys());
    const scope: Scope = { inputs: [{ label: "", offer }], aliases, outer: place.outer };
    readExpression({ from: inner.to + 1, to: stretch.to }, scope, this.#expressions(place.env));
    return inner.to + 1 === stretch.to ? offer : { ...offer, keepsRows: false };
  }

  #select(stretch: Stretch, place: Place): Offer {
    const clauses = clausesOf(this.#pieces, stretch);
    const from = clauses.find(({ word }) => word === "from");
    const { inputs, conditions } = from === undefined ? NO_FROM : this.#from(from, place);
    const list = clauses.find(({ word }) => word === "select");
    const items = list === undefined ? [] : itemsOf(this.#pieces, this.#withoutDistinct(list));
    const inside: Scope = { inputs, aliases: new Set(), outer: place.outer };
    const listed = listedIn(items, inside, this.#pieces);
    const aliases = new Set(listed.keys());
    const reader = this.#expressions(place.env);
    for (const stretch of [...conditions, ...items]) readExpression(stretch, inside, reader);
    const keepsRows = reader.calls.length === 0 && !clauses.some((clause) => this.#losesRows(clause));
    for (const clause of clauses.filter(isRest)) readExpression(clause, { ...inside, aliases }, reader);
    const filter = clauses.find(({ word }) => word === "where");
    const where = filter === undefined ? null : { stretch: filter, scope: inside };
    this.#noteAggregates(reader.calls, { scope: inside, where });
    const passes = items.flatMap((item) => this.#starAt(item, inside));
    const offers = inputs.map(({ offer }) => offer);
    return { table: null, listed, passes, open: passes.some(isOpen), from: offers, where, keepsRows };
  }

  #noteAggregates(calls: readonly number[], { scope, where }: { scope: Scope; where: Item | null }): void {
    const place = { scope, where, pieces: this.#pieces, formulas: this.#formulas };
    for (const at of calls)
      for (const aggregate of aggregatesAt(at, place)) this.#around.found.aggregate(aggregate);
  }

  /** Whether a clause makes other rows than those that are read. */
  #losesRows({ word, from }: Clause): boolean {
    if (word !== "select") return GROUPS.has(word);
    return this.#pieces.isWord(from, "distinct") || this.#pieces.isWord(from, "top");
  }

  #from(stretch: Stretch, place: Place) {
    return readFrom(stretch, {
      pieces: this.#pieces,
      query: (inner) => this.query(inner, place),
      table: (parts) => this.#table(parts, place.env),
    });
  }

  #table(parts: readonly string[], env: Env): Offer {
    const [name = ""] = parts;
    const made = parts.length === 1 ? env.get(name) : undefined;
    if (made !== undefined) return made;
    const known = this.#around.find(parts);
    if (known === null) return FOREIGN;
    this.#around.found.table(known);
    return tableOffer(known);
  }

  #expressions(env: Env): ExpressionReader {
    return {
      pieces: this.#pieces,
      found: this.#around.found,
      calls: [],
      query: (stretch, outer) => void this.query(stretch, { env, outer }),
    };
  }

  #withoutDistinct({ from, to }: Stretch): Stretch {
    if (this.#pieces.isWord(from, "distinct") && this.#pieces.isWord(from + 1, "on"))
      return { from: from + 2, to };
    const skips = this.#pieces.isWord(from, "distinct") || this.#pieces.isWord(from, "all");
    return { from: skips ? from + 1 : from, to };
  }

  /** What a star in a select list passes on. */
  #starAt({ from, to }: Stretch, scope: Scope): readonly Offer[] {
    const star = this.#pieces.isMark(from, "*") ? from : from + 2;
    if (!this.#pieces.isMark(star, "*") || star >= to) return [];
    const label = star === from ? null : this.#pieces.key(from);
    if (label !== null && !this.#pieces.isMark(from + 1, ".")) return [];
    const starred =
      label === null ? scope.inputs.map(({ offer }) => offer) : [findLabel(label, scope) ?? FOREIGN];
    this.#around.found.starred(starred.flatMap(starredIn));
    return starred;
  }
}

const NO_FROM = { inputs: [], conditions: [] };
const GROUPS = new Set(["group", "having", "qualify", "limit", "fetch", "offset"]);

function isRest({ word }: Clause): boolean {
  return word !== "from" && word !== "select";
}

function isOpen({ open }: Offer): boolean {
  return open;
}

/** The items of a select list by their names. A column that keeps its name is one that is listed too. */
function listedIn(items: readonly Stretch[], scope: Scope, pieces: Pieces): ReadonlyMap<string, Item> {
  const listed = new Map<string, Item>();
  for (const item of items) {
    const named = aliasOf(item, pieces);
    if (named !== null) listed.set(named.name, { stretch: { from: item.from, to: named.to }, scope });
  }
  return listed;
}

/** What a select list calls one of its items, and where the item itself ends; null where nothing names it. */
function aliasOf({ from, to }: Stretch, pieces: Pieces): { name: string; to: number } | null {
  const last = to - 1;
  const name = pieces.key(last);
  if (!pieces.isName(last) || last < from) return null;
  if (last === from || pieces.isMark(last - 1, ".")) return { name, to };
  if (pieces.isWord(last - 1, "as")) return { name, to: last - 1 };
  if (pieces.kind(last) === "word" && RESERVED.has(name)) return null;
  return endsValue(last - 1, pieces) ? { name, to: last } : null;
}

/** Whether a value may end here, so that a name after it is its name. */
function endsValue(at: number, pieces: Pieces): boolean {
  const kind = pieces.kind(at);
  if (kind !== "word") return kind !== "mark" || pieces.isMark(at, ")") || pieces.isMark(at, "]");
  return pieces.key(at) === "end" || !RESERVED.has(pieces.key(at));
}
