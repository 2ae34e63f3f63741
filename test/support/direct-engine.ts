import { readSql } from "../../src/edges/sql/read-statement.ts";
import type { SqlEngine } from "../../src/ports.ts";

/** Reads SQL in the thread that asks: the parsers without the pool, its limits and its cache. */
export const directEngine: SqlEngine = {
  read: (statements) => Promise.all(statements.map(readSql)),
  close: () => Promise.resolve(),
};
