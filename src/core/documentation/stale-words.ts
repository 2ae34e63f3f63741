import { walkExpr } from "../sql/expr.ts";
import type { StatementFacts } from "../sql/facts.ts";
import { makingsOf } from "../sql/making.ts";
import type { Expr } from "../sql/query.ts";

/**
 * What a description says in so many words of how a column was made, and what head no longer does: a literal, a column,
 * an aggregate or a unit. Empty where it says nothing of what went.
 */
export function staleWords(
  description: string,
  column: string,
  { base, head }: { readonly base: StatementFacts; readonly head: StatementFacts },
): readonly string[] {
  const [before, after] = [termsIn(makingsOf(base, column)), termsIn(makingsOf(head, column))];
  if (after.size === 0) return [];
  const lost = [...before].filter(([term]) => !after.has(term));
  const found = lost.flatMap(([term, kind]) => says(description, column, { term, kind, after }));
  return [...new Set(found)];
}

/** Values that filters of base named, head names nowhere, and a description does. */
export function staleFilterWords(
  description: string,
  { base, head }: { readonly base: StatementFacts; readonly head: StatementFacts },
): readonly string[] {
  const now = termsIn(everyExpr(head));
  const lost = [...termsIn(base.scopes.flatMap(conditionsOf))].filter(([term]) => !now.has(term));
  return lost.flatMap(([term, kind]) =>
    kind === "text" && saysPhrase(description, term) ? [`'${term}'`] : [],
  );
}

type Scope = StatementFacts["scopes"][number];

function conditionsOf({ filters, having, qualify }: Scope): readonly Expr[] {
  return [...filters, ...having, ...qualify];
}

function everyExpr({ scopes }: StatementFacts): readonly Expr[] {
  return scopes.flatMap((scope) => [
    ...conditionsOf(scope),
    ...scope.columns.map(({ expr }) => expr),
    ...scope.inputs.flatMap(({ join }) => join?.on ?? []),
  ]);
}

type Kind = "text" | "number" | "column" | "aggregate" | "distinct";
type Terms = ReadonlyMap<string, Kind>;

/** What expressions are made of, in lower case. */
function termsIn(exprs: readonly Expr[]): Terms {
  const terms = new Map<string, Kind>();
  for (const expr of exprs) {
    walkExpr(expr, (part) => {
      const term = termOf(part);
      if (term !== null) terms.set(term.text.toLowerCase(), term.kind);
    });
  }
  return terms;
}

function termOf(part: Expr): { readonly text: string; readonly kind: Kind } | null {
  if (part.type === "resolved" && !part.source.startsWith("@")) return { text: part.column, kind: "column" };
  if (part.type === "literal") return { text: part.value, kind: part.kind === "string" ? "text" : "number" };
  if (part.type !== "operation") return null;
  if (part.operands.some(({ role }) => role === "distinct")) return { text: "distinct", kind: "distinct" };
  return Object.hasOwn(AGGREGATES, part.name) ? { text: part.name, kind: "aggregate" } : null;
}

/** Aggregates that say different things, and how people write them. */
const AGGREGATES: Readonly<Record<string, RegExp>> = {
  avg: /\b(?:average|mean|avg)\b/iu,
  max: /\b(?:maximum|highest|largest|latest|most recent|max)\b/iu,
  median: /\bmedian\b/iu,
  min: /\b(?:minimum|lowest|smallest|earliest|min)\b/iu,
  sum: /\b(?:sum|total)\b/iu,
};

interface Lost {
  readonly term: string;
  readonly kind: Kind;
  readonly after: Terms;
}

function says(description: string, column: string, { term, kind, after }: Lost): readonly string[] {
  switch (kind) {
    case "text":
      return saysPhrase(description, term) ? [`'${term}'`] : [];
    case "number":
      return term.length > 1 && saysWord(description, term) ? [term] : [];
    case "column":
      return saysColumn(description, term, column) ? [term] : saysUnit(description, { column, term, after });
    case "aggregate":
      return saysAggregate(description, term, after) ? [term] : [];
    case "distinct":
      return /\b(?:distinct|unique)\b/iu.test(description) ? ["distinct"] : [];
  }
}

/** A value of one or two letters stands in any text. */
function saysPhrase(description: string, value: string): boolean {
  return /[\p{L}\p{N}]/u.test(value) && value.length > 2 && saysWord(description, value);
}

/** A name of several words, or one that is marked as code: `amount` alone is also a word of the language. */
function saysColumn(description: string, name: string, own: string): boolean {
  if (name === own.toLowerCase()) return false;
  return name.includes("_") ? saysWord(description, name) : description.includes(`\`${name}\``);
}

/** Parts of names that say in what a value is measured; those of one line stand for one another. */
const UNITS = [
  /^(?:usd|eur|gbp|cents?)$/u,
  /^(?:gross|net)$/u,
  /^(?:utc|seconds?|minutes?|hours?|days?|weeks?|months?)$/u,
  /^(?:kg|km|miles?)$/u,
];

/** Where the column's own name says the unit too, and nothing it is made of is measured in another, it still holds. */
function saysUnit(
  description: string,
  { column, term, after }: Pick<Lost, "term" | "after"> & { readonly column: string },
): readonly string[] {
  const now = new Set([...after].flatMap(([each, kind]) => (kind === "column" ? each.split("_") : [])));
  const own = column.toLowerCase().split("_");
  const units = term.split("_").filter((part) => {
    const alike = UNITS.find((unit) => unit.test(part));
    if (alike === undefined || now.has(part)) return false;
    return !own.includes(part) || [...now].some((other) => alike.test(other));
  });
  return units.filter((unit) => saysWord(description, unit));
}

/** One aggregate in place of another; where only a different way to count leads to it, the words still hold. */
function saysAggregate(description: string, name: string, after: Terms): boolean {
  const isReplaced = [...after].some(([term, kind]) => kind === "aggregate" && term !== name);
  const others = [...after.keys()].some((term) => AGGREGATES[term]?.test(description) === true);
  return isReplaced && !others && AGGREGATES[name]?.test(description) === true;
}

function saysWord(description: string, word: string): boolean {
  const text = description.toLowerCase();
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  }
  return false;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
