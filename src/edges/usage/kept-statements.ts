import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
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

async function* statementsIn(file: string): AsyncGenerator<LoggedStatement> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) {
    const statement: Partial<LoggedStatement> & Pick<LoggedStatement, "id" | "queries"> = JSON.parse(line);
    yield { text: null, reads: null, database: null, schema: null, ...statement };
  }
}
