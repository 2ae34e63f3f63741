import type { Privacy } from "../../core/usage/privacy.ts";
import type { SnapshotHeader } from "../../core/usage/snapshot.ts";
import type { UsageEvidence } from "../../core/usage/tally.ts";
import { quoted, type Database } from "./database.ts";

/** The key of a Parquet file's own metadata under which a snapshot tells of itself. */
export const HEADER_KEY = "headgate.usage/v1";

/** Surest first; see `UsageEvidence`. */
export const EVIDENCE = [
  "access_history",
  "engine",
  "parsed",
  "name",
] as const satisfies readonly UsageEvidence[];

/** Uses and queries of a snapshot stand in one file, told apart by `kind`; each uses the columns that it needs. */
export const ROWS_TABLE = `CREATE TABLE rows (
  kind VARCHAR, unique_id VARCHAR, col VARCHAR, queries BIGINT, star_queries BIGINT, people BIGINT,
  names VARCHAR[], teams VARCHAR, tools VARCHAR, boards VARCHAR, dashboards VARCHAR[], last_used TIMESTAMP, evidence VARCHAR, recent_queries DOUBLE,
  recent_people BIGINT, fingerprint VARCHAR, text VARCHAR, objects VARCHAR[], reads VARCHAR, metrics VARCHAR)`;

/** Dashboards and names that are kept of one object or column: the most frequent. */
const MOST_NAMES = 30;

/**
 * Statements that sum tallies up: one row for each object and each column. One after the other, because together they
 * want more memory than there is. Recent are 30 days before `end`, each query counting half as much for every 14 days
 * that it lies back. Teams and names of people are kept where they are wanted.
 */
function usesSql(end: string, people: Privacy["people"]): readonly string[] {
  const age = `date_diff('day', day, DATE ${quoted(end.slice(0, 10))})`;
  const rank = EVIDENCE.map((name, place) => `WHEN ${quoted(name)} THEN '${place}${name}'`).join(" ");
  return [
    `CREATE TEMP TABLE totals AS
SELECT thing, sum(queries) AS queries, sum(star_queries) AS star_queries, max(last_used) AS last_used,
  substr(min(CASE evidence ${rank} END), 2) AS evidence,
  sum(CASE WHEN ${age} < 30 THEN queries * pow(0.5, greatest(${age}, 0) / 14.0) ELSE 0 END) AS recent_queries
FROM tallies GROUP BY thing`,
    `CREATE TEMP TABLE heads AS
SELECT thing, count(*) AS people, count(*) FILTER (is_recent) AS recent_people FROM (
  SELECT thing, person, coalesce(bool_or(${age} < 30), false) AS is_recent
  FROM tallies WHERE person IS NOT NULL GROUP BY ALL
) GROUP BY thing`,
    `CREATE TEMP TABLE used_tools AS
SELECT thing, CAST(to_json(list(struct_pack(name := tool, queries := n) ORDER BY n DESC, tool)) AS VARCHAR) AS found
FROM (SELECT thing, tool, CAST(sum(queries) AS BIGINT) AS n FROM tallies WHERE tool IS NOT NULL GROUP BY ALL) GROUP BY thing`,
    `CREATE TEMP TABLE shown_boards AS
SELECT thing, CAST(to_json(list(struct_pack(name := dashboard, tool := tool) ORDER BY n DESC, dashboard)[:${MOST_NAMES}]) AS VARCHAR) AS found
FROM (SELECT thing, dashboard, tool, sum(queries) AS n FROM tallies WHERE dashboard IS NOT NULL GROUP BY ALL) GROUP BY thing`,
    `CREATE TEMP TABLE persons AS
SELECT thing, list(people.person ORDER BY n DESC, people.person)[:${MOST_NAMES}] AS found
FROM (SELECT thing, person, sum(queries) AS n FROM tallies WHERE person IS NOT NULL AND ${people === "names"} GROUP BY ALL) ranked
JOIN people ON people.number = ranked.person GROUP BY thing`,
    `CREATE TEMP TABLE of_teams AS
SELECT thing, CAST(to_json(list(struct_pack(name := team, people := n) ORDER BY n DESC, team)[:${MOST_NAMES}]) AS VARCHAR) AS found
FROM (
  SELECT thing, team, count(*) AS n
  FROM (SELECT thing, person FROM tallies WHERE person IS NOT NULL AND ${people !== "counts"} GROUP BY ALL) asked
  JOIN people ON people.number = asked.person WHERE team IS NOT NULL GROUP BY ALL
) GROUP BY thing`,
    `INSERT INTO rows BY NAME
SELECT 'use' AS kind, t.unique_id, t.col, a.* EXCLUDE (thing), coalesce(h.people, 0) AS people,
  coalesce(h.recent_people, 0) AS recent_people, coalesce(u.found, '[]') AS tools, coalesce(s.found, '[]') AS boards,
  coalesce(p.found, []) AS names, coalesce(o.found, '[]') AS teams
FROM totals a JOIN things t ON t.thing = a.thing LEFT JOIN heads h ON h.thing = a.thing
LEFT JOIN used_tools u ON u.thing = a.thing LEFT JOIN shown_boards s ON s.thing = a.thing
LEFT JOIN persons p ON p.thing = a.thing LEFT JOIN of_teams o ON o.thing = a.thing`,
  ];
}

/**
 * Sums up what the view `tallies` holds (see `UsageEvidence`), whose things and people are numbered in `things` and `people`,
 * and writes it with the queries in `rows`. The same rows give the same order.
 */
export async function copySnapshot(
  { header, people }: { readonly header: SnapshotHeader; readonly people: Privacy["people"] },
  output: string,
  database: Database,
): Promise<void> {
  const end = header.window?.to ?? header.seen?.to ?? "1970-01-01";
  for (const sql of usesSql(end, people)) await database.run(sql);
  const meta = `KV_METADATA {${quoted(HEADER_KEY)}: ${quoted(JSON.stringify(header))}}`;
  await database.run(
    `COPY (SELECT * FROM rows ORDER BY ALL) TO ${quoted(output)} (FORMAT parquet, COMPRESSION zstd, ${meta})`,
  );
}
