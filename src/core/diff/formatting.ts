/**
 * Whether two texts of dbt code say the same but for white space, comments, line ends, the case of SQL keywords
 * and Jinja's white-space control. Tokens are compared, so text inside quotes counts to the letter.
 * Python code is compared line by line: there, indentation has a meaning.
 */
export function sameButFormatting(before: string, after: string, language: string): boolean {
  if (before === after) return true;
  const normalize = language === "python" ? normalizePython : normalizeSql;
  return normalize(before) === normalize(after);
}

/** Longer texts are taken as they are: no person wrote them, and a regular expression runs out of stack on them. */
export const LONGEST_CODE = 4_000_000;

/** One text for all spellings of the same code, usable as a key. Linear in the text. */
export function normalizeSql(code: string): string {
  if (code.length > LONGEST_CODE) return code;
  const tokens: string[] = [];
  let jinja = false;
  for (const [token] of code.matchAll(TOKEN)) {
    if (isSkipped(token)) continue;
    if (token.startsWith("{{") || token.startsWith("{%")) jinja = true;
    tokens.push(normalizeToken(token, jinja));
    if (token.endsWith("}}") || token.endsWith("%}")) jinja = false;
  }
  return tokens.join(" ");
}

/**
 * Alternatives, none of which can match in two ways (so the scan is linear): comments of SQL and Jinja, strings,
 * dollar-quoted strings, Jinja delimiters, words and numbers, white space, any other character.
 * An unclosed quote or comment runs to the end of the text.
 */
const TOKEN =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|\{#[^]*?(?:#\}|$)|'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|`[^`]*(?:`|$)|\$\$[^]*?(?:\$\$|$)|\{\{[-+]?|\{%[-+]?|[-+]?\}\}|[-+]?%\}|[\p{L}\p{N}_$]+|\s+|[^]/gu;

function isSkipped(token: string): boolean {
  return token.trim() === "" || token.startsWith("--") || token.startsWith("/*") || token.startsWith("{#");
}

function normalizeToken(token: string, jinja: boolean): string {
  if (/^\{[{%][-+]$/u.test(token)) return token.slice(0, 2);
  if (/^[-+][}%]\}$/u.test(token)) return token.slice(1);
  if (jinja && token.startsWith('"') && !token.includes("'")) return `'${token.slice(1, -1)}'`;
  const lower = token.toLowerCase();
  return KEYWORDS.has(lower) ? lower : token;
}

function normalizePython(code: string): string {
  const lines = code.replaceAll("\r\n", "\n").split("\n");
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !line.trimStart().startsWith("#"))
    .join("\n");
}

/** Words whose case no engine minds. Names are left alone: some engines, and Jinja, tell their case apart. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "all and any as asc between by case cast cross current date desc distinct else end except exists extract false " +
    "filter first following for from full group having in inner intersect interval into is join last lateral left " +
    "like limit natural not null nulls on or order outer over partition preceding qualify range recursive right row " +
    "rows select set table then timestamp true unbounded union unnest using values when where window with within"
  ).split(" "),
);
