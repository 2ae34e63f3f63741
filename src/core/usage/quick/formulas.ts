import { conjunctsOf, unbracket } from "./clauses.ts";
import type { Pieces } from "./cursor.ts";
import type { Conditions } from "./found.ts";
import { isSkipped } from "./read-expression.ts";
import { findLabel, surelyHas, type Item, type Offer, type Scope } from "./scope.ts";

/** What an expression is computed from. */
export interface Formula {
  /** In one spelling: columns by their own names, literals as they are written. Null where it is not told. */
  readonly text: string | null;
  /** Each as `unique_id.column`. */
  readonly columns: ReadonlySet<string>;
  /** The one object whose columns, or else whose rows, it is computed from; null where there are others. */
  readonly object: string | null;
}

/** Characters after which an expression is not told: names that stand for others can make short texts long. */
const MOST_TEXT = 500;

const UNTOLD: Formula = { text: null, columns: new Set(), object: null };

/** Follows expressions through the names that subqueries give, back to columns of objects. */
export class Formulas {
  readonly #pieces: Pieces;
  readonly #known = new Map<Item, Formula>();
  readonly #conditions = new Map<Item, Conditions>();

  constructor(pieces: Pieces) {
    this.#pieces = pieces;
  }

  /** What an expression is computed from. The same item is read once. */
  of(item: Item): Formula {
    const known = this.#known.get(item) ?? this.#read(item);
    this.#known.set(item, known);
    return known;
  }

  /** The object whose rows a SELECT goes through, where they are those of one alone. */
  rowsOf({ inputs }: Scope): string | null {
    const [only, ...others] = inputs.map(({ offer }) => offer);
    return only === undefined || others.length > 0 ? null : rowsIn(only);
  }

  /** What several conditions say together. */
  conditionsOf(items: Iterable<Item>): Conditions {
    const all = [...items].map((item) => this.#conditionsIn(item));
    return {
      columns: new Set(all.flatMap(({ columns }) => [...columns])),
      texts: new Set(all.flatMap(({ texts }) => [...texts])),
    };
  }

  /** What AND joins in a condition. The same item is read once. */
  #conditionsIn(item: Item): Conditions {
    const known = this.#conditions.get(item);
    if (known !== undefined) return known;
    const { stretch, scope } = item;
    const parts = conjunctsOf(this.#pieces, stretch).map((part) => this.#read({ stretch: part, scope }));
    const conditions = {
      columns: new Set(parts.flatMap(({ columns }) => [...columns])),
      texts: new Set(parts.flatMap(({ text }) => text ?? [])),
    };
    this.#conditions.set(item, conditions);
    return conditions;
  }

  #read({ stretch, scope }: Item): Formula {
    const { from, to } = unbracket(this.#pieces, stretch);
    const texts: (string | null)[] = [];
    const found: Formula[] = [];
    for (let at = from; at < to;) {
      const { text, end, formula } = this.#piece(at, scope);
      const isAll = at === from && end === to;
      texts.push(formula === null || isAll ? text : inBrackets(text));
      if (formula !== null) found.push(formula);
      at = end;
    }
    const objects = new Set(found.map(({ object }) => object));
    const [object = null] = found.length === 0 ? [this.rowsOf(scope)] : objects;
    return {
      text: joined(texts),
      columns: new Set(found.flatMap(({ columns }) => [...columns])),
      object: objects.size > 1 ? null : object,
    };
  }

  /** One piece, with what a name stands for. A query inside an expression is not told. */
  #piece(at: number, scope: Scope): { text: string | null; end: number; formula: Formula | null } {
    const pieces = this.#pieces;
    if (pieces.isMark(at, "(") && pieces.beginsQuery(at + 1))
      return { text: null, end: pieces.after(at), formula: null };
    const isFree = pieces.isName(at) && !pieces.isMark(at - 1, ".");
    if (!isFree || (pieces.kind(at) === "word" && isSkipped(pieces, at)))
      return { text: pieces.spelling(at), end: at + 1, formula: null };
    const { parts, end } = pieces.path(at);
    if (pieces.isMark(end, "(")) return { text: parts.join("."), end, formula: null };
    const formula = this.#named(parts, scope);
    return { text: formula.text, end, formula };
  }

  #named(parts: readonly string[], scope: Scope): Formula {
    for (const [index, part] of parts.entries()) {
      const column = parts[index + 1];
      const offer = column === undefined ? null : findLabel(part, scope);
      if (offer !== null && column !== undefined) return this.#columnOf(offer, column);
    }
    const offers = scope.inputs.map(({ offer }) => offer);
    return parts.length > 1 ? UNTOLD : this.#among(offers, parts[0] ?? "");
  }

  #among(offers: readonly Offer[], name: string): Formula {
    const sure = offers.filter((offer) => surelyHas(offer, name));
    const [only, ...others] = sure.length > 0 ? sure : offers.filter(({ open }) => open);
    return only === undefined || others.length > 0 ? UNTOLD : this.#columnOf(only, name);
  }

  #columnOf({ table, listed, passes, keepsRows }: Offer, name: string): Formula {
    if (!keepsRows) return UNTOLD;
    const item = listed.get(name);
    if (item !== undefined) return item === null ? UNTOLD : this.of(item);
    if (table === null) return this.#among(passes, name);
    if (table.columns !== null && !table.columns.has(name)) return UNTOLD;
    return { text: name, columns: new Set([`${table.uniqueId}.${name}`]), object: table.uniqueId };
  }
}

function rowsIn({ table, from, keepsRows }: Offer): string | null {
  if (table !== null) return table.uniqueId;
  const [only, ...others] = from;
  return only === undefined || others.length > 0 || !keepsRows ? null : rowsIn(only);
}

function inBrackets(text: string | null): string | null {
  return text?.includes(" ") === true ? `( ${text} )` : text;
}

/** `!=` and `<>` are one. */
function joined(texts: readonly (string | null)[]): string | null {
  const text = texts.includes(null) ? "" : texts.join(" ").replaceAll("! =", "< >");
  return text === "" || text.length > MOST_TEXT ? null : text;
}
