// Quoted text, Jinja delimiters, white space, punctuation around which white space means nothing, everything else.
// A lone quote is a token of its own, so that the scan stays linear on broken text.
const tokens = /'[^']*'|"[^"]*"|\{\{|\}\}|\s+|[(){},=<>]|[^\s'"(){},=<>]+|['"]/g;
const tight = new Set(["{{", "}}", "(", ")", "{", "}", ",", "=", "<", ">"]);

/**
 * One text for all spellings of a Jinja filter, a call or an SQL expression that differ only in white space,
 * line ends or, inside `{{ }}` and calls, the kind of quotes. Quoted text itself is kept. For comparing, not for showing.
 */
export function normalText(text: string): string {
  let out = "";
  let gap = false;
  let jinja = 0;
  let last = "";
  for (const token of text.trim().match(tokens) ?? []) {
    if (token.trim() === "") {
      gap = true;
      continue;
    }
    if (token === "{{") jinja += 1;
    if (gap && !tight.has(last) && !tight.has(token)) out += " ";
    out += jinja > 0 ? singleQuoted(token) : token;
    if (token === "}}") jinja = Math.max(0, jinja - 1);
    last = token;
    gap = false;
  }
  return out;
}

/** `normalText` of a call such as `ref("orders")`, which stands without braces. */
export function normalCall(text: string): string {
  return normalText(`{{${text}}}`).slice(2, -2);
}

/** The same filters in any order give the same text; an empty set gives "". */
export function normalSet(texts: readonly string[]): string {
  return [...new Set(texts.map(normalText))].sort().join("\n");
}

function singleQuoted(token: string): string {
  return token.length > 1 && token.startsWith('"') && !token.includes("'")
    ? `'${token.slice(1, -1)}'`
    : token;
}
