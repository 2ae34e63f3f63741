import type { Dialect } from "./dialect.ts";

/**
 * The statement as the parsers take it, with the same lines: comments are blanked out (parsers hang them on nodes, and
 * some lose the name of the column that follows one), and what polyglot does not read is written as it does:
 * `items[0]:price` as `items[0].price`, DuckDB's `a // b` as `a div b`. Text inside quotes is left alone.
 */
export function prepareStatement(sql: string, dialect: Dialect): string {
  return sql.replace(tokens(dialect), (token) => {
    if (token.startsWith("]")) return token.replace(":", ".");
    if (token === DIVISION && dialect.slashesDivide) return " div ";
    return isComment(token, dialect) ? token.replaceAll(/[^\n]/gu, " ") : token;
  });
}

/** Integer division in DuckDB, a comment in Snowflake. */
const DIVISION = "//";

function isComment(token: string, { lineComments }: Dialect): boolean {
  return token.startsWith("/*") || lineComments.some((mark) => token.startsWith(mark));
}

/**
 * Quoted text, comments and paths that go on after an index. No alternative can match in two ways, so the scan is
 * linear; an unclosed quote or comment runs to the end.
 */
function tokens({ lineComments, backslashEscapes, colonPaths, slashesDivide }: Dialect): RegExp {
  const escaped = backslashEscapes ? "\\\\[^]|" : "";
  const inner = backslashEscapes ? "\\\\" : "";
  const quoted = (mark: string): string =>
    `${mark}(?:[^${mark}${inner}]|${escaped}${mark}${mark})*(?:${mark}|$)`;
  const triple = (mark: string): string => `${mark}{3}[^]*?(?:${mark}{3}|$)`;
  const alternatives = [
    ...(lineComments.includes("#") ? [triple("'"), triple('"')] : []),
    quoted("'"),
    quoted('"'),
    "`[^`]*(?:`|$)",
    "\\$([A-Za-z_]*)\\$[^]*?(?:\\$\\1\\$|$)",
    "/\\*[^]*?(?:\\*/|$)",
    ...lineComments.map((mark) => `${mark}[^\\n]*`),
    ...(slashesDivide ? [DIVISION] : []),
    ...(colonPaths ? ['\\]\\s{0,20}:(?=\\s{0,20}[A-Za-z_"])'] : []),
  ];
  return new RegExp(alternatives.join("|"), "gu");
}
