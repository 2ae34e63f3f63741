import { join } from "node:path";
import type { ReadLoggedStatement } from "../../core/usage/logged-statement.ts";
import { countedAs } from "../../core/usage/metric-read.ts";
import { ADDRESS, ADDRESS_MARK, withoutAddresses } from "../../core/usage/privacy.ts";
import type { SnapshotHeader } from "../../core/usage/snapshot.ts";
import { usersPattern } from "../../core/usage/users-pattern.ts";
import type { LogReading, LogRequest } from "../../usage-ports.ts";
import { piece, STEPS, type BuildProgress } from "./build-progress.ts";
import { openDatabase, quoted, type Database } from "./database.ts";
import type { Grouping } from "./group-logs.ts";
import { LineFile } from "./line-file.ts";
import { copySnapshot, ROWS_TABLE } from "./snapshot-file.ts";

interface Grouped {
  readonly file: string;
  readonly folder: string;
  readonly grouped: Grouping;
  readonly people: LogRequest["people"];
  readonly progress: BuildProgress;
}

/**
 * Puts together who ran what with what it reads, and writes it as a snapshot. What is found out goes into files first: while
 * statements are parsed, no database is open.
 */
export async function writeGrouped(from: Grouped, reading: LogReading, output: string): Promise<void> {
  const kept = { reads: join(from.folder, "reads.ndjson"), texts: join(from.folder, "texts.ndjson") };
  await keepReading(reading.statements, kept);
  const database = await openDatabase(from.file, join(from.folder, "spill"));
  const [joins, sums] = [piece(STEPS.sums, 0, 2), piece(STEPS.sums, 1, 2)];
  try {
    // Nobody reads the database after this: to write its tables out when it is closed would take seconds and memory.
    await database.run("PRAGMA disable_checkpoint_on_shutdown");
    await takeReading(kept, reading, database);
    const { people, progress } = from;
    const tables = [...WITHOUT_ADDRESSES, ...numberedSql(people), ROWS_TABLE, TALLIES, QUERIES];
    for (const [place, sql] of tables.entries()) {
      progress.enter(piece(joins, place, tables.length), database.progress);
      await database.run(sql);
    }
    progress.enter(sums, () => null);
    await copySnapshot({ header: headerOf(from.grouped, reading), people: people.people }, output, database);
  } finally {
    database.close();
  }
}

function headerOf(grouped: Grouping, reading: LogReading): SnapshotHeader {
  const { seen, queries, leftOut, files } = grouped;
  const sources = files.filter(({ why }) => why === null).map(({ name }) => withoutAddresses(name));
  const { window, names } = reading;
  const [parsedShare, computedShare] = [reading.parsedShare(), reading.computedShare()];
  return { window, seen, queries, parsedShare, computedShare, names, leftOut, sources };
}

/** Characters that wait to be written. */
const MOST_WAITING = 262_144;

interface Kept {
  readonly reads: string;
  readonly texts: string;
}

async function keepReading(statements: AsyncIterable<ReadLoggedStatement>, kept: Kept): Promise<void> {
  const [reads, texts] = [new LineFile(kept.reads), new LineFile(kept.texts)];
  for await (const statement of statements) {
    for (const row of rowsOf(statement)) reads.add(row);
    if (statement.text !== "") texts.add(textOf(statement));
    await reads.flush(MOST_WAITING);
    await texts.flush(MOST_WAITING);
  }
  await reads.flush(0);
  await texts.flush(0);
}

/** A row for each object, one for each column that is named, `*` where a star takes the columns; rows for metrics. */
function* rowsOf({ id, reads, metrics, evidence }: ReadLoggedStatement): Iterable<object> {
  for (const { uniqueId, columns, star } of reads) {
    for (const col of [null, ...columns, ...(star ? ["*"] : [])])
      yield { id, unique_id: uniqueId, col, evidence };
  }
  for (const { uniqueId, how } of metrics)
    for (const col of countedAs(how)) yield { id, unique_id: uniqueId, col, evidence: "parsed" };
}

function textOf({ id, text, reads, metrics }: ReadLoggedStatement): object {
  const computed = metrics.map(({ uniqueId }) => uniqueId);
  const objects = [...reads.map(({ uniqueId }) => uniqueId), ...computed];
  return { id, text, objects, reads: JSON.stringify(reads), metrics: JSON.stringify(computed) };
}

async function takeReading(kept: Kept, { relations }: LogReading, database: Database): Promise<void> {
  const from = (file: string, columns: string) =>
    `read_json(${quoted(file)}, format='newline_delimited', columns={${columns}}, maximum_object_size=16777216)`;
  await database.run("CREATE TABLE resolved (relation VARCHAR, unique_id VARCHAR)");
  await database.append("resolved", relations);
  await database.run(
    `CREATE TABLE read_names AS SELECT * FROM ${from(kept.reads, "id: 'BIGINT', unique_id: 'VARCHAR', col: 'VARCHAR', evidence: 'VARCHAR'")}`,
  );
  await database.run(
    `CREATE TABLE texts AS SELECT * FROM ${from(kept.texts, "id: 'BIGINT', text: 'VARCHAR', objects: 'VARCHAR[]', reads: 'VARCHAR', metrics: 'VARCHAR'")}`,
  );
}

/**
 * Numbers in place of names, because sums over names want several times the memory. What stands for each person goes by a
 * digest of the name: it is the same for the same log, and nobody finds the name again by trying names.
 */
function numberedSql({ teams }: LogRequest["people"]): readonly string[] {
  return [
    `CREATE TABLE people AS SELECT person, number, ${teamSql(teams)} AS team FROM (
      SELECT person, CAST(row_number() OVER (ORDER BY md5(person)) AS INTEGER) AS number
      FROM (SELECT person FROM runs UNION SELECT person FROM counted) WHERE person IS NOT NULL)`,
    `CREATE TABLE things AS SELECT CAST(row_number() OVER (ORDER BY unique_id, col) AS INTEGER) AS thing, * FROM (
      SELECT unique_id, col FROM read_names
      UNION SELECT x.unique_id, lower(c.col) FROM counted c JOIN resolved x ON x.relation = c.relation)`,
    `CREATE TABLE found AS SELECT n.id, t.thing, n.col IS NULL AS is_whole, n.col IS NOT NULL AND n.col = '*' AS star, n.evidence
      FROM read_names n JOIN things t ON t.unique_id = n.unique_id AND t.col IS NOT DISTINCT FROM n.col`,
    `CREATE TABLE ran AS SELECT s.id, r.day, p.number AS person, r.tool, r.dash, r.n, r.last
      FROM runs r JOIN statements s ON s.fp = r.fp LEFT JOIN people p ON p.person = r.person`,
  ];
}

/** The team of a person, the first that fits. */
function teamSql(teams: LogRequest["people"]["teams"]): string {
  const cases = teams.map(
    ({ name, users }) => `WHEN regexp_matches(person, ${quoted(usersPattern(users))}) THEN ${quoted(name)}`,
  );
  return cases.length === 0 ? "CAST(NULL AS VARCHAR)" : `CASE ${cases.join("\n  ")} END`;
}

/** Dashboards and tools are named by whoever made them, some after a person. */
const WITHOUT_ADDRESSES: readonly string[] = ["runs", "counted"].flatMap((table) =>
  ["tool", "dash"].map(
    (column) =>
      `UPDATE ${table} SET ${column} = regexp_replace(${column}, ${quoted(ADDRESS)}, ${quoted(ADDRESS_MARK)}, 'g') WHERE contains(${column}, '@')`,
  ),
);

/** Objects by day, columns over the whole log, and what was counted before the log was written. */
const TALLIES = `CREATE VIEW tallies AS
SELECT f.thing, CASE WHEN f.is_whole THEN r.day END AS day, r.person, r.tool, r.dash AS dashboard,
  r.n AS queries, CASE WHEN f.star THEN r.n ELSE 0 END AS star_queries, f.evidence, r.last AS last_used
FROM found f JOIN ran r ON r.id = f.id
UNION ALL
SELECT t.thing, c.day, p.number AS person, c.tool, c.dash AS dashboard,
  c.n AS queries, 0 AS star_queries, 'access_history' AS evidence, c.last AS last_used
FROM counted c JOIN resolved x ON x.relation = c.relation
JOIN things t ON t.unique_id = x.unique_id AND t.col IS NOT DISTINCT FROM lower(c.col)
LEFT JOIN people p ON p.person = c.person`;

/** The queries whose texts are kept. */
const QUERIES = `INSERT INTO rows BY NAME
SELECT 'query' AS kind, lower(to_hex(s.fp)) AS fingerprint, t.text, t.objects, t.reads, t.metrics, s.n AS queries,
  count(DISTINCT r.person) AS people, CAST(to_json(list_sort(list(DISTINCT r.tool) FILTER (r.tool IS NOT NULL))) AS VARCHAR) AS tools,
  list_sort(list(DISTINCT r.dash) FILTER (r.dash IS NOT NULL))[:10] AS dashboards, max(r.last) AS last_used
FROM texts t JOIN statements s ON s.id = t.id JOIN ran r ON r.id = t.id GROUP BY ALL`;
