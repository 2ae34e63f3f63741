const TOKEN = /--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|\s+|[^\s]/gu;

/** One spelling of a statement: no comments, quotes, case or white space, and relations by their last name alone. */
export function normalText(sql) {
  const bare = sql
    .replaceAll(TOKEN, (token) => (/^(?:--|\/\*)/u.test(token) ? " " : token))
    .replaceAll(/[`"[\]]/gu, "")
    .toLowerCase();
  return bare
    .replaceAll(/(?:[\w$-]+\.)+(?=[\w$])/gu, "")
    .replaceAll(/\s+/gu, "")
    .replace(/;$/u, "");
}
