import type { DuckDBAppender, DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import type { Json } from "../../core/json.ts";

/** A row by the names of its columns. Large numbers come as text. */
export type Row = Readonly<Record<string, Json>>;

/** What a table can be given. Numbers are whole. */
export type Cell = string | number | boolean | null;

/** DuckDB as it is used here: small, without extensions, and closed as soon as it is not needed. */
export interface Database {
  readonly run: (sql: string, values?: readonly DuckDBValue[]) => Promise<void>;
  readonly rows: (sql: string, values?: readonly DuckDBValue[]) => Promise<readonly Row[]>;
  /** Rows as they are found, some thousand at once: no more of them is held. */
  readonly stream: (sql: string) => AsyncIterable<readonly Row[]>;
  /** Puts rows into a table that is there. */
  readonly append: (table: string, rows: Iterable<readonly Cell[]>) => Promise<void>;
  /** How far the running statement is, 0 to 1; null where DuckDB does not say. */
  readonly progress: () => number | null;
  /** Logs are read, and are to be grouped: from now on less memory is held. */
  readonly holdLess: () => Promise<void>;
  /** Gives back all memory. */
  readonly close: () => void;
}

/** What DuckDB may hold while it reads logs. Less is too little for its buffers; more is not needed, what is larger goes to disk. */
const MEMORY = "256MB";

/** What it may hold while it groups what was read: that takes as long with this as with more. */
const LESS_MEMORY = "160MB";

/** Without these no progress is known, or none of the first seconds (milliseconds before it is). */
const PROGRESS = ["enable_progress_bar=true", "enable_progress_bar_print=false", "progress_bar_time=1"];

/**
 * Opens a database file, or one in memory for `null`. Logs are untrusted: nothing is downloaded, and no extension is
 * loaded beside those that are built in. `folder` takes what does not fit into memory.
 */
export async function openDatabase(file: string | null, folder: string | null): Promise<Database> {
  const { DuckDBInstance: Instance } = await import("@duckdb/node-api");
  const instance = await Instance.create(file ?? ":memory:", {
    memory_limit: MEMORY,
    threads: "2",
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(folder !== null && { temp_directory: folder }),
  });
  const connection = await instance.connect();
  for (const setting of PROGRESS) await connection.run(`SET ${setting}`);
  return databaseOf(instance, connection);
}

function databaseOf(instance: DuckDBInstance, connection: DuckDBConnection): Database {
  let limit = MEMORY;
  // What a statement is done with, some hundred megabytes, stays with DuckDB's allocator until a limit is set.
  const giveBack = async () => {
    await connection.run(`SET memory_limit=${quoted(limit)}`);
  };
  const rows: Database["rows"] = async (sql, values = []) => {
    const reader = await connection.runAndReadAll(sql, [...values]);
    return reader.getRowObjectsJson();
  };
  return {
    rows,
    run: async (sql, values = []) => {
      await connection.run(sql, [...values]);
      await giveBack();
    },
    stream: async function* stream(sql) {
      await giveBack();
      yield* (await connection.stream(sql)).yieldRowObjectJson();
    },
    append: async (table, added) => {
      const appender = await connection.createAppender(table);
      for (const row of added) {
        for (const value of row) appendCell(appender, value);
        appender.endRow();
      }
      appender.flushSync();
      appender.closeSync();
    },
    progress: () => {
      const { percentage } = connection.progress;
      return percentage < 0 ? null : percentage / 100;
    },
    holdLess: async () => {
      limit = LESS_MEMORY;
      await giveBack();
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function appendCell(appender: DuckDBAppender, value: Cell): void {
  if (value === null) appender.appendNull();
  else if (typeof value === "string") appender.appendVarchar(value);
  else if (typeof value === "number") appender.appendBigInt(BigInt(value));
  else appender.appendBoolean(value);
}

/** What a row holds as a text; an empty text for anything else. */
export function textIn(row: Row, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : "";
}

/** A text as it stands in SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as it stands in SQL. */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
