import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { LoggedStatement } from "../../core/usage/logged-statement.ts";
import type { GroupedLogs } from "../../usage-ports.ts";
import { quoted, type Database } from "./database.ts";

/** Puts the statements of a grouped log into a file, the most frequent first, and gives a way to read them, as often as needed. */
export async function keepStatements(file: string, database: Database): Promise<GroupedLogs["statements"]> {
  await database.run(
    `COPY (
      SELECT s.id, g.text, g.reads, g.db AS "database", g.sch AS "schema", s.n AS queries
      FROM statements s JOIN stage g ON g.rowid = s.place ORDER BY s.id
    ) TO ${quoted(file)} (FORMAT json)`,
  );
  return () => statementsIn(file);
}

/** DuckDB leaves out what is null. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const Statement = z.object({
  id: z.number(),
  text,
  reads: text,
  database: text,
  schema: text,
  queries: z.number(),
});

async function* statementsIn(file: string): AsyncGenerator<LoggedStatement> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) {
    yield Statement.parse(JSON.parse(line));
  }
}
