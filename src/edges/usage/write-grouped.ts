import { join } from "node:path";
import type { ReadLoggedStatement } from "../../core/usage/logged-statement.ts";
import type { SnapshotHeader } from "../../core/usage/snapshot.ts";
import type { LogReading, LogRequest } from "../../usage-ports.ts";
import { BESIDE, openDatabase, type Cell, type Database } from "./database.ts";
import type { Grouping } from "./group-logs.ts";
import { copySnapshot, ROWS_TABLE } from "./snapshot-file.ts";

interface Grouped {
  readonly file: string;
  readonly folder: string;
  readonly grouped: Grouping;
  readonly people: LogRequest["people"];
}

/** Puts together who ran what with what it reads, and writes it as a snapshot. */
export async function writeGrouped(from: Grouped, reading: LogReading, output: string): Promise<void> {
  const database = await openDatabase(from.file, join(from.folder, "spill"), BESIDE);
  try {
    await numberPeople(from.people, database);
    await takeReading(reading, database);
    for (const sql of [ROWS_TABLE, TALLIES, QUERIES]) await database.run(sql);
    const header = headerOf(from.grouped, reading);
    await copySnapshot({ header, keepsNames: from.people === "names" }, output, database);
  } finally {
    database.close();
  }
}

function headerOf(grouped: Grouping, { parsedShare, window }: LogReading): SnapshotHeader {
  const { seen, queries, leftOut, files } = grouped;
  const sources = files.filter(({ why }) => why === null).map(({ name }) => name);
  return { window, seen, queries, parsedShare, leftOut, sources };
}

/**
 * What stands for each person. Numbers go by a digest of the name: they are the same for the same log, and nobody finds
 * the name again by trying names.
 */
async function numberPeople(people: LogRequest["people"], database: Database): Promise<void> {
  const shown = people === "names" ? "person" : "'p' || row_number() OVER (ORDER BY md5(person))";
  await database.run(
    `CREATE TABLE people AS SELECT person, ${shown} AS shown FROM (SELECT person FROM runs UNION SELECT person FROM counted) WHERE person IS NOT NULL`,
  );
}

async function takeReading({ statements, relations }: LogReading, database: Database): Promise<void> {
  await database.run(
    "CREATE TABLE found (id BIGINT, unique_id VARCHAR, col VARCHAR, star BOOLEAN, evidence VARCHAR)",
  );
  await database.append("found", rowsOf(statements));
  await database.run(
    "CREATE TABLE written (id BIGINT, text VARCHAR, objects VARCHAR, reads VARCHAR, aggregates VARCHAR)",
  );
  await database.append("written", textsOf(statements));
  await database.run(
    "CREATE VIEW texts AS SELECT * REPLACE (string_split(objects, ' ') AS objects) FROM written",
  );
  await database.run("CREATE TABLE resolved (relation VARCHAR, unique_id VARCHAR)");
  await database.append("resolved", relations);
}

/** A row for each object, one for each column that is named, and `*` where a star takes the columns. */
function* rowsOf(statements: readonly ReadLoggedStatement[]): Iterable<readonly Cell[]> {
  for (const { id, reads, evidence } of statements) {
    for (const { uniqueId, columns, star } of reads) {
      yield [id, uniqueId, null, false, evidence];
      for (const column of columns) yield [id, uniqueId, column, false, evidence];
      if (star) yield [id, uniqueId, "*", true, evidence];
    }
  }
}

function* textsOf(statements: readonly ReadLoggedStatement[]): Iterable<readonly Cell[]> {
  for (const { id, text, reads, aggregates } of statements) {
    if (text === "") continue;
    const objects = reads.map(({ uniqueId }) => uniqueId).join(" ");
    yield [id, text, objects, JSON.stringify(reads), JSON.stringify(aggregates)];
  }
}

const RUNS =
  "found f JOIN statements s ON s.id = f.id JOIN runs r ON r.fp = s.fp LEFT JOIN people p ON p.person = r.person";

/** Objects by day, columns over the whole log, and what was counted before the log was written. */
const TALLIES = `CREATE VIEW tallies AS
SELECT f.unique_id, f.col, CASE WHEN f.col IS NULL THEN r.day END AS day, p.shown AS person, r.tool, r.dash AS dashboard,
  r.n AS queries, CASE WHEN f.star THEN r.n ELSE 0 END AS star_queries, f.evidence, r.last AS last_used
FROM ${RUNS}
UNION ALL
SELECT x.unique_id, lower(c.col) AS col, c.day, p.shown AS person, c.tool, c.dash AS dashboard,
  c.n AS queries, 0 AS star_queries, 'access_history' AS evidence, c.last AS last_used
FROM counted c JOIN resolved x ON x.relation = c.relation LEFT JOIN people p ON p.person = c.person`;

/** The queries whose texts are kept. */
const QUERIES = `INSERT INTO rows BY NAME
SELECT 'query' AS kind, lower(to_hex(s.fp)) AS fingerprint, t.text, t.objects, t.reads, t.aggregates, s.n AS queries,
  count(DISTINCT r.person) AS people, CAST(to_json(list_sort(list(DISTINCT r.tool) FILTER (r.tool IS NOT NULL))) AS VARCHAR) AS tools,
  list_sort(list(DISTINCT r.dash) FILTER (r.dash IS NOT NULL))[:10] AS dashboards, max(r.last) AS last_used
FROM texts t JOIN statements s ON s.id = t.id JOIN runs r ON r.fp = s.fp GROUP BY ALL`;
