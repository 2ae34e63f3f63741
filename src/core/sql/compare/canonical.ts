import type { Expr, Lambda, Operand, Operation } from "../query.ts";
import { plainLogic } from "./plain-logic.ts";
import { plainCall } from "./same-call.ts";
import type { Spelling } from "./spelling.ts";

/** How the sources and scopes of one side are called, so that both sides speak of the same. */
export interface Naming {
  readonly column: (source: string, column: string) => string;
  readonly source: (source: string) => string;
  readonly spelling: Spelling;
  /** Inside lambdas: their parameters, each by what it is called wherever it is renamed. */
  readonly parameters?: ReadonlyMap<string, string>;
}

/** One text for every spelling of the same expression. */
export function canonicalText(expr: Expr, naming: Naming): string {
  switch (expr.type) {
    case "resolved":
      return naming.column(expr.source, expr.column);
    case "scope":
      return naming.source(`@${expr.path}`);
    case "literal":
      return expr.kind === "string" ? JSON.stringify(expr.value) : wordText(expr.value, naming);
    case "cast":
      return `${expr.safe ? "try_cast" : "cast"}(${canonicalText(expr.operand, naming)} as ${naming.spelling.type(expr.to)})`;
    case "lambda":
      return lambdaText(expr, naming);
    case "star":
      return `*${expr.qualifier === null ? "" : naming.source(expr.qualifier.key)}!${expr.except
        .map(({ key }) => key)
        .sort()
        .join(",")}`;
    case "operation":
      return operationText(expr, naming);
    case "column":
      return expr.parts.map(({ key }) => key).join(".");
    case "query":
      return "(query)";
  }
}

/** Greater-than is less-than the other way round. */
const ORDERINGS: Readonly<Record<string, { readonly name: string; readonly flipped: boolean }>> = {
  gt: { name: "lt", flipped: true },
  gte: { name: "lte", flipped: true },
  lt: { name: "lt", flipped: false },
  lte: { name: "lte", flipped: false },
};

/** Operators whose sides may be swapped, and whether a chain of them may be nested in any way. */
const COMMUTATIVE: Readonly<Record<string, { readonly chain: boolean }>> = {
  and: { chain: true },
  or: { chain: true },
  add: { chain: true },
  mul: { chain: true },
  eq: { chain: false },
  neq: { chain: false },
  null_safe_eq: { chain: false },
  null_safe_neq: { chain: false },
};

function operationText(written: Operation, naming: Naming): string {
  const plain = plainLogic(written, naming.spelling.inKeepsNulls);
  return plain.type === "operation" ? plainText(plain, naming) : canonicalText(plain, naming);
}

function plainText(plain: Operation, naming: Naming): string {
  const operation = plainCall(plain, {
    concatKeepsNulls: naming.spelling.concatKeepsNulls,
    same: (left, right) => canonicalText(left, naming) === canonicalText(right, naming),
  });
  const { name, operands } = operation;
  const ordering = ORDERINGS[name];
  if (ordering !== undefined) {
    const sides = textsOf(operation, naming);
    return `${ordering.name}(${(ordering.flipped ? sides.reverse() : sides).join(",")})`;
  }
  if (name === "not") return `not(${textsOf(operation, naming).join(",")})`;
  const commutes = COMMUTATIVE[name];
  if (commutes !== undefined && !(name === "add" && naming.spelling.plusConcatenates)) {
    const texts = commutes.chain ? chainTexts(operation, naming) : textsOf(operation, naming);
    return `${name}(${texts.sort().join(",")})`;
  }
  if (name === "in" || name === "values") return listText(operation, naming);
  return `${name}(${operands.map(({ role, expr }) => `${role}:${canonicalText(expr, naming)}`).join(",")})`;
}

/** The members of a list may stand in any order. */
function listText({ name, operands }: Operation, naming: Naming): string {
  const texts = operands.map(({ role, expr }) => `${role}:${canonicalText(expr, naming)}`);
  return `${name}(${texts.sort().join(",")})`;
}

/** What the parameters are called means nothing: they are numbered. */
function lambdaText({ parameters, body }: Lambda, naming: Naming): string {
  const outer = naming.parameters ?? new Map<string, string>();
  const own = parameters.map(({ text }, index) => [text.toLowerCase(), `$${outer.size + index}`] as const);
  return `(${own.length})->${canonicalText(body, { ...naming, parameters: new Map([...outer, ...own]) })}`;
}

/** A word, which inside a lambda may be a parameter or the field of one. */
function wordText(value: string, { parameters }: Naming): string {
  if (parameters === undefined) return value;
  const [first = "", ...fields] = value.split(".");
  return [parameters.get(first) ?? first, ...fields].join(".");
}

function textsOf({ operands }: Operation, naming: Naming): string[] {
  return operands.map(({ expr }) => canonicalText(expr, naming));
}

function chainTexts({ name, operands }: Operation, naming: Naming): string[] {
  return operands.flatMap(({ expr }) => {
    const plain = expr.type === "operation" ? plainLogic(expr, naming.spelling.inKeepsNulls) : expr;
    return plain.type === "operation" && plain.name === name
      ? chainTexts(plain, naming)
      : [canonicalText(plain, naming)];
  });
}

/** The texts of the conditions that a condition asks for at once. */
export function conditionTexts(condition: Expr, naming: Naming): readonly string[] {
  const whole: Operand = { role: "", expr: condition };
  return chainTexts({ type: "operation", name: "and", operands: [whole] }, naming);
}
