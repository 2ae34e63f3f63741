import { nameOf } from "../../name-of.ts";
import { mapChildren } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Expr, Identifier } from "../query.ts";
import { printExprs, printWhole } from "./print.ts";
import { pathOf, withoutOccurrence, type SqlSide } from "./side.ts";

/** How what one side says is put into words for people. */
export interface Words {
  readonly exprs: (exprs: readonly Expr[]) => string;
  readonly source: (source: string) => string;
  /** The scopes that a set operation puts together, by path. */
  readonly queries: (paths: readonly string[]) => string;
  readonly name: (name: Identifier) => string;
}

/** As the author wrote it, cut where it is long. */
export const asWritten: Words = {
  exprs: printExprs,
  source: (source) => pathOf(source) ?? withoutOccurrence(source),
  queries: (paths) => `${paths.length} queries`,
  name: ({ text }) => text,
};

/** As the author wrote it, however long. */
export const asWrittenWhole: Words = { ...asWritten, exprs: printWhole };

/** As comparing sees it: never the same for what differs, and no more than that. */
export function asCompared({ text, source }: SqlSide): Words {
  return {
    exprs: (exprs) => exprs.map(text).join(", "),
    source,
    queries: (paths) => paths.map((path) => source(`@${path}`)).join(", "),
    name: ({ key }) => key,
  };
}

/** What names something without saying where it is from. */
export function isRef({ type }: Expr): boolean {
  return type === "resolved" || type === "scope" || type === "star";
}

/** As written, with the columns called as comparing calls them: by where their values are made. */
export function withOrigins(side: SqlSide): Words {
  const named = (expr: Expr): Expr =>
    isRef(expr) ? word(side.text(expr).replace(/^@/u, "")) : mapChildren(expr, named);
  return { ...asCompared(side), exprs: (exprs) => printWhole(exprs.map(named)) };
}

/** What names what it is asked for: the source of a column or star, and what a subquery reads. */
export interface Naming {
  readonly source: (source: string) => string;
  readonly isNamed: (expr: Expr) => boolean;
}

/** As written, with the sources that the author's text leaves out. */
export function withSources(side: SqlSide, { source, isNamed }: Naming): Words {
  const named = (expr: Expr): Expr => {
    if (!isNamed(expr)) return mapChildren(expr, named);
    if (expr.type === "resolved" && expr.source !== "?")
      return { ...expr, text: `${source(expr.source)}.${expr.text}` };
    if (expr.type === "star" && expr.qualifier !== null) return word(`${source(expr.qualifier.key)}.*`);
    const scope = expr.type === "scope" ? side.scopes.get(expr.path) : undefined;
    return scope === undefined ? expr : word(`(${queryText(scope, words)})`);
  };
  const words: Words = {
    exprs: (exprs) => printWhole(exprs.map(named)),
    source,
    queries: (paths) => paths.map((path) => branchText(path, side.scopes.get(path), words)).join(", "),
    name: ({ key }) => `"${key}"`,
  };
  return words;
}

function word(value: string): Expr {
  return { type: "literal", kind: "word", value };
}

function queryText({ columns, inputs, filters, set }: ScopeFacts, words: Words): string {
  if (set !== null) return `${set.operator} of ${words.queries(set.branches)}`;
  const from = inputs.map((input) => words.source(input.source)).join(", ");
  const { exprs } = inputs.length === 1 ? asWrittenWhole : words;
  const where = filters.length === 0 ? "" : ` where ${filters.map((each) => exprs([each])).join(" and ")}`;
  return `select ${exprs(columns.map(({ expr }) => expr))} from ${from}${where}`;
}

/** A branch has no name of its own: it is told by what it reads. */
function branchText(path: string, scope: ScopeFacts | undefined, { source }: Words): string {
  const inputs = scope?.inputs ?? [];
  return inputs.length === 0 ? path : inputs.map((input) => source(input.source)).join(" with ");
}

/** The short name of a relation or scope: `orders` of `model.shop.orders`, `o` of the derived table `root/o`. */
export function shortName(source: string): string {
  const bare = withoutOccurrence(source);
  const path = pathOf(bare);
  if (path === null) return nameOf(bare);
  const last = path.split("/").at(-1) ?? path;
  return /[[~]/u.test(last) || last === "subquery" ? path : last;
}
