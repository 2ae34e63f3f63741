import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { LoggedStatement } from "../../core/usage/logged-statement.ts";
import type { GroupedLogs } from "../../usage-ports.ts";
import { piece, STEPS, type BuildProgress } from "./build-progress.ts";
import type { Database } from "./database.ts";
import { LineFile } from "./line-file.ts";

/** Characters that wait to be written. */
const MOST_WAITING = 262_144;

/**
 * Puts the statements of a grouped log into a file, the most frequent first, and gives a way to read them, as often as needed.
 * They are not copied by DuckDB itself, which holds a large part of the file while it sorts.
 */
export async function keepStatements(
  file: string,
  database: Database,
  progress: BuildProgress,
): Promise<GroupedLogs["statements"]> {
  progress.enter(STEPS.keep, database.progress);
  const lines = new LineFile(file);
  let count = 0;
  const found = database.stream(
    `SELECT s.id, g.text, g.reads, g.db AS "database", g.sch AS "schema", s.n AS queries
    FROM statements s JOIN stage g ON g.rowid = s.place ORDER BY s.id`,
  );
  for await (const rows of found) {
    for (const row of rows) lines.add({ ...row, id: Number(row["id"]), queries: Number(row["queries"]) });
    count += rows.length;
    await lines.flush(MOST_WAITING);
  }
  await lines.flush(0);
  let readings = 0;
  return () => {
    const span = piece(STEPS.statements, Math.min(readings, 1), 2);
    readings += 1;
    let read = 0;
    progress.enter(span, () => read / Math.max(count, 1));
    return statementsIn(file, () => {
      read += 1;
    });
  };
}

const text = z.string().nullable();
const Statement = z.object({
  id: z.number(),
  text,
  reads: text,
  database: text,
  schema: text,
  queries: z.number(),
});

async function* statementsIn(file: string, onRead: () => void): AsyncGenerator<LoggedStatement> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) {
    yield Statement.parse(JSON.parse(line));
    onRead();
  }
}
