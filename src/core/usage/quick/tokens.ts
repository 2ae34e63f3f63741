import type { Dialect } from "../../sql/dialect.ts";

/** A piece of SQL. `key` is what it is compared by: words in lower case, the content of a quoted name in lower case. */
export interface Token {
  readonly kind: "word" | "name" | "string" | "number" | "mark";
  readonly key: string;
  /** A string or a number as it is written; left out elsewhere. */
  readonly literal?: string;
}

/** The pieces of a statement, comments and spaces left out. */
export function tokensOf(sql: string, dialect: Dialect): readonly Token[] {
  const found: Token[] = [];
  for (const [text] of sql.matchAll(patternOf(dialect))) {
    const token = tokenOf(text, dialect);
    if (token !== null) found.push(token);
  }
  return found;
}

/** The statement without comments and on one line, its texts and numbers as `?`: what may be stored and shown. */
export function withoutLiterals(sql: string, dialect: Dialect): string {
  const plain = sql.replace(patternOf(dialect), (text) => {
    const token = tokenOf(text, dialect);
    if (token === null) return " ";
    return token.kind === "string" || token.kind === "number" ? "?" : text;
  });
  return plain
    .replaceAll(/\?(?:\s*,\s*\?)+/gu, "?")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

function tokenOf(text: string, dialect: Dialect): Token | null {
  if (text.startsWith("/*") || dialect.lineComments.some((mark) => text.startsWith(mark))) return null;
  const first = text.charAt(0);
  if (QUOTES.has(first)) return quotedToken(text, dialect);
  if (DIGIT.test(first)) return { kind: "number", key: "", literal: text };
  if (first === "$" && text.length > 1) return stringToken(text);
  return LETTER.test(first) ? { kind: "word", key: text.toLowerCase() } : { kind: "mark", key: text };
}

const QUOTES = new Set(["'", '"', "`"]);

function stringToken(text: string): Token {
  return { kind: "string", key: "", literal: text };
}

function quotedToken(text: string, { doubleQuotedStrings }: Dialect): Token {
  const isName = text.startsWith("`") || (text.startsWith('"') && !doubleQuotedStrings);
  return isName ? named(text) : stringToken(text);
}

/** BigQuery quotes a path as a whole: the dots in it part names. */
function named(text: string): Token {
  return { kind: "name", key: text.slice(1, -1).toLowerCase() };
}

const DIGIT = /[0-9]/u;
const LETTER = /[\p{L}_]/u;

const patterns = new Map<string, RegExp>();

/** No alternative can match in two ways, so the scan is linear; what is not closed runs to the end. */
function patternOf(dialect: Dialect): RegExp {
  const known = patterns.get(dialect.name);
  if (known !== undefined) return known;
  const inner = dialect.backslashEscapes ? "\\\\" : "";
  const escaped = dialect.backslashEscapes ? "|\\\\[^]" : "";
  const quoted = (mark: string) => `${mark}(?:[^${mark}${inner}]${escaped}|${mark}${mark})*(?:${mark}|$)`;
  const pattern = new RegExp(
    [
      ...dialect.lineComments.map((mark) => `${mark}[^\\n]*`),
      "/\\*[^]*?(?:\\*/|$)",
      quoted("'"),
      quoted('"'),
      "`[^`]*(?:`|$)",
      "\\$([A-Za-z_]*)\\$[^]*?(?:\\$\\1\\$|$)",
      "\\$[0-9]+",
      "[0-9][0-9A-Za-z_.]*",
      "[\\p{L}_][\\p{L}\\p{N}_$]*",
      "::|=>|->",
      "[^\\s]",
    ].join("|"),
    "gu",
  );
  patterns.set(dialect.name, pattern);
  return pattern;
}
