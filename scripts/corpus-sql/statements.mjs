import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * @typedef {object} Statement
 * @property {string} id
 * @property {string} dialect
 * @property {string} adapter
 * @property {string} sql
 * @property {{ parts: string[], columns: Record<string, string>, relation: string }[]} upstream
 * @property {{ column: string, sources: string[] }[]} oracle The reference: `relation|column` for each column of the result.
 * @property {boolean} oracle_clean Whether the reference knows every column.
 */

/**
 * Every statement of a folder, by dialect and id.
 * @param {string} folder
 * @returns {Statement[]}
 */
export function readStatements(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl.gz"));
  return files.sort().flatMap((name) =>
    gunzipSync(readFileSync(join(folder, name)))
      .toString("utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line)),
  );
}

/**
 * A text of a statement, as the engine takes it.
 * @param {Statement} statement
 * @param {string} sql
 * @returns {import("../../src/core/sql/reading.ts").SqlStatement}
 */
export function asked(statement, sql = statement.sql) {
  const upstream = statement.upstream.map(({ parts, columns }) => {
    const names = Object.keys(columns);
    return { id: parts.join(".").toLowerCase(), parts, columns: names.length === 0 ? null : names };
  });
  return { sql, adapterType: statement.adapter, upstream, secondOpinion: true };
}

export function percent(part, whole) {
  return whole === 0 ? "-" : `${((part / whole) * 100).toFixed(2)} %`;
}

/** Every place in a table as wide as its column needs. */
export function table(rows) {
  const widths = rows[0].map((_cell, index) => Math.max(...rows.map((row) => String(row[index]).length)));
  return rows.map((row) =>
    row
      .map((cell, index) => String(cell).padEnd(widths[index]))
      .join("  ")
      .trimEnd(),
  );
}
