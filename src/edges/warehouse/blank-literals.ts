/** A comment, a quoted name, a string, or a number that is no part of a name, whichever begins first. */
const PIECES = /(--[^\n]*|\/\*[^]*?\*\/|"(?:[^"]|"")*"|`[^`]*`)|('(?:[^']|'')*')|(?<![\w."`])(\d[\w.]*)/gu;

/** A statement with its strings emptied and its numbers as question marks. Comments stay: they tell which tool asked. */
export function blankLiterals(sql: string): string {
  return sql.replace(PIECES, (_, kept?: string, text?: string) => kept ?? (text === undefined ? "?" : "''"));
}
