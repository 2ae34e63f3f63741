import type { Snapshot, SnapshotHeader } from "../../core/usage/snapshot.ts";
import type { UsageEvidence } from "../../core/usage/tally.ts";
import { openDatabase, quoted, type Database } from "./database.ts";

/** The key of a Parquet file's own metadata under which a snapshot tells of itself. */
export const HEADER_KEY = "headgate.usage/v1";

/** Surest first; see `UsageEvidence`. */
export const EVIDENCE: readonly UsageEvidence[] = ["access_history", "engine", "parsed", "name"];

/** What tallies stand in before they are summed up. */
export const TALLIES_TABLE = `CREATE TABLE tallies (
  unique_id VARCHAR, col VARCHAR, day DATE, person VARCHAR, tool VARCHAR, dashboard VARCHAR, queries BIGINT,
  star_queries BIGINT, evidence VARCHAR, last_used TIMESTAMP)`;

/** Uses and queries of a snapshot stand in one file, told apart by `kind`; each uses the columns that it needs. */
export const ROWS_TABLE = `CREATE TABLE rows (
  kind VARCHAR, unique_id VARCHAR, col VARCHAR, queries BIGINT, star_queries BIGINT, people BIGINT,
  names VARCHAR[], tools VARCHAR, dashboards VARCHAR[], last_used TIMESTAMP, evidence VARCHAR, recent_queries DOUBLE,
  recent_people BIGINT, fingerprint VARCHAR, text VARCHAR, objects VARCHAR[], reads VARCHAR, aggregates VARCHAR)`;

/** Dashboards and names that are kept of one object or column: the most frequent. */
const MOST_NAMES = 30;

/**
 * Sums tallies up: one row for each object and each column. `recent`: 30 days before `end`, each query counting half as
 * much for every 14 days that it lies back. Names of people are kept where they are wanted.
 */
function usesSql(end: string, keepsNames: boolean): string {
  const age = `date_diff('day', day, DATE ${quoted(end.slice(0, 10))})`;
  const rank = EVIDENCE.map((name, place) => `WHEN ${quoted(name)} THEN '${place}${name}'`).join(" ");
  const top = (
    column: string,
  ) => `SELECT unique_id, col, list(${column} ORDER BY n DESC, ${column})[:${MOST_NAMES}] AS found
  FROM (SELECT unique_id, col, ${column}, sum(queries) AS n FROM tallies WHERE ${column} IS NOT NULL GROUP BY ALL) GROUP BY ALL`;
  const same = (table: string) =>
    `${table}.unique_id = a.unique_id AND ${table}.col IS NOT DISTINCT FROM a.col`;
  return `INSERT INTO rows BY NAME
WITH used_tools AS (
  SELECT unique_id, col, CAST(to_json(list(struct_pack(name := tool, queries := n) ORDER BY n DESC, tool)) AS VARCHAR) AS found
  FROM (SELECT unique_id, col, tool, CAST(sum(queries) AS BIGINT) AS n FROM tallies WHERE tool IS NOT NULL GROUP BY ALL) GROUP BY ALL
), boards AS (${top("dashboard")}), persons AS (${top("person")}), a AS (
  SELECT unique_id, col, sum(queries) AS queries, sum(star_queries) AS star_queries, count(DISTINCT person) AS people,
    max(last_used) AS last_used, substr(min(CASE evidence ${rank} END), 2) AS evidence,
    sum(CASE WHEN ${age} < 30 THEN queries * pow(0.5, greatest(${age}, 0) / 14.0) ELSE 0 END) AS recent_queries,
    count(DISTINCT CASE WHEN ${age} < 30 THEN person END) AS recent_people
  FROM tallies GROUP BY ALL
)
SELECT 'use' AS kind, a.*, coalesce(used_tools.found, '[]') AS tools, coalesce(boards.found, []) AS dashboards,
  ${keepsNames ? "coalesce(persons.found, [])" : "CAST([] AS VARCHAR[])"} AS names
FROM a LEFT JOIN used_tools ON ${same("used_tools")} LEFT JOIN boards ON ${same("boards")} LEFT JOIN persons ON ${same("persons")}`;
}

/** Sums the tallies up and writes everything as a snapshot file. The same rows give the same order. */
export async function copySnapshot(
  { header, keepsNames }: { readonly header: SnapshotHeader; readonly keepsNames: boolean },
  output: string,
  database: Database,
): Promise<void> {
  const end = header.window?.to ?? header.seen?.to ?? "1970-01-01";
  await database.run(usesSql(end, keepsNames));
  const meta = `KV_METADATA {${quoted(HEADER_KEY)}: ${quoted(JSON.stringify(header))}}`;
  await database.run(
    `COPY (SELECT * FROM rows ORDER BY ALL) TO ${quoted(output)} (FORMAT parquet, COMPRESSION zstd, ${meta})`,
  );
}

/** Writes tallies that were made elsewhere, by a warehouse that counts by itself, as a snapshot. */
export async function writeSnapshot(snapshot: Snapshot, output: string): Promise<void> {
  const { header, tallies, queries } = snapshot;
  const database = await openDatabase(null, null);
  try {
    await database.run(ROWS_TABLE);
    await database.run(TALLIES_TABLE);
    await database.run(
      `CREATE TABLE taken AS SELECT * REPLACE (CAST(NULL AS VARCHAR) AS day, CAST(NULL AS VARCHAR) AS last_used) FROM tallies`,
    );
    await database.append("taken", tallies.map(cellsOf));
    await database.run(
      "INSERT INTO tallies SELECT * REPLACE (CAST(day AS DATE) AS day, CAST(last_used AS TIMESTAMP) AS last_used) FROM taken",
    );
    await takeQueries(queries, database);
    await copySnapshot({ header, keepsNames: false }, output, database);
  } finally {
    database.close();
  }
}

function cellsOf(tally: Snapshot["tallies"][number]): readonly (string | number | null)[] {
  const { uniqueId, column, day, person, tool, dashboard } = tally;
  const { queries, starQueries, evidence, lastUsedAt } = tally;
  return [uniqueId, column, day, person, tool, dashboard, queries, starQueries, evidence, lastUsedAt];
}

async function takeQueries(queries: Snapshot["queries"], database: Database): Promise<void> {
  for (const query of queries) {
    await database.run(
      "INSERT INTO rows (kind, fingerprint, text, queries, people, tools, dashboards, last_used, objects, reads, aggregates) VALUES ('query', $1, $2, $3, $4, $5, CAST(CAST($6 AS JSON) AS VARCHAR[]), CAST($7 AS TIMESTAMP), CAST(CAST($8 AS JSON) AS VARCHAR[]), $9, $10)",
      [
        query.fingerprint,
        query.text,
        query.queries,
        query.people,
        JSON.stringify(query.tools),
        JSON.stringify(query.dashboards),
        query.lastUsedAt,
        JSON.stringify(query.reads.map(({ uniqueId }) => uniqueId)),
        JSON.stringify(query.reads),
        JSON.stringify(query.aggregates),
      ],
    );
  }
}
