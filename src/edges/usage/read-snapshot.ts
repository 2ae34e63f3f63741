import { open } from "node:fs/promises";
import type { LoggedQuery, SnapshotHeader } from "../../core/usage/snapshot.ts";
import { joinLogs, type Use, type UsageLog } from "../../core/usage/usage-log.ts";
import { UsageError } from "../../errors.ts";
import { openDatabase, quoted, type Database, type Row } from "./database.ts";
import { HEADER_KEY } from "./snapshot-file.ts";
import { Boards, Evidence, Header, Names, Reads, Teams, Tools } from "./snapshot-schema.ts";

/** Whether a file is Parquet with our own header. */
export async function isSnapshot(file: string): Promise<boolean> {
  if (!(await isParquet(file))) return false;
  const database = await openDatabase(null, null);
  try {
    return (await headerIn(file, database)) !== null;
  } finally {
    database.close();
  }
}

async function isParquet(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && buffer.toString("latin1") === "PAR1";
    } finally {
      await handle.close();
    }
  } catch {
    return false; // whoever reads it as a log says what is wrong with it
  }
}

/**
 * One or more snapshots put together, with the queries of some objects. Throws `UsageError` for a file that is no
 * snapshot.
 */
export async function readSnapshots(
  files: readonly string[],
  queriesOf: readonly string[],
): Promise<UsageLog> {
  const database = await openDatabase(null, null);
  try {
    const logs: UsageLog[] = [];
    for (const file of files) logs.push(await readOne(file, queriesOf, database).catch(() => refuse(file)));
    return joinLogs(logs);
  } finally {
    database.close();
  }
}

async function readOne(file: string, queriesOf: readonly string[], database: Database): Promise<UsageLog> {
  const header = await headerIn(file, database);
  if (header === null) return refuse(file);
  const uses = await database.rows(
    `SELECT ${USE_COLUMNS} FROM read_parquet(${quoted(file)}) WHERE kind = 'use'`,
  );
  const ids = queriesOf.map(quoted).join(", ");
  const queries =
    queriesOf.length === 0
      ? []
      : await database.rows(
          `SELECT ${QUERY_COLUMNS} FROM read_parquet(${quoted(file)}) WHERE kind = 'query' AND list_has_any(objects, [${ids}]) ORDER BY queries DESC, fingerprint`,
        );
  return { header, uses: uses.map(useOf), queries: queries.map(queryOf) };
}

const LAST_USED = "strftime(last_used, '%Y-%m-%dT%H:%M:%SZ') AS last_used";
const USE_COLUMNS = `unique_id, col, queries, star_queries, people, teams, names, tools, boards, evidence, recent_queries, recent_people, ${LAST_USED}`;
const QUERY_COLUMNS = `fingerprint, text, queries, people, tools, dashboards, reads, metrics, ${LAST_USED}`;

function refuse(file: string): never {
  throw new UsageError("snapshot-unreadable", {
    what: `${file} is not a usage snapshot.`,
    why: "Only files that `headgate usage build` or `usage pull` wrote are.",
    todo: "Build one: `headgate usage build --log FILE --manifest PATH --output usage.parquet`.",
  });
}

async function headerIn(file: string, database: Database): Promise<SnapshotHeader | null> {
  const sql = `SELECT decode(value) AS header FROM parquet_kv_metadata(${quoted(file)}) WHERE decode(key) = ${quoted(HEADER_KEY)}`;
  const rows = await database.rows(sql).catch(() => []);
  const text = textOf(rows[0]?.["header"]);
  const parsed = text === null ? null : Header.safeParse(JSON.parse(text));
  return parsed?.success === true ? parsed.data : null;
}

function useOf(row: Row): Use {
  return {
    uniqueId: textOf(row["unique_id"]) ?? "",
    column: textOf(row["col"]),
    queries: Number(row["queries"]),
    starQueries: Number(row["star_queries"]),
    people: Number(row["people"]),
    teams: Teams.parse(jsonIn(row["teams"])),
    names: textsIn(row["names"]),
    tools: Tools.parse(jsonIn(row["tools"])),
    dashboards: Boards.parse(jsonIn(row["boards"])),
    lastUsedAt: textOf(row["last_used"]),
    evidence: Evidence.parse(row["evidence"]),
    recentQueries: Math.round(Number(row["recent_queries"] ?? 0) * 100) / 100,
    recentPeople: Number(row["recent_people"] ?? 0),
  };
}

function queryOf(row: Row): LoggedQuery {
  return {
    fingerprint: textOf(row["fingerprint"]) ?? "",
    text: textOf(row["text"]) ?? "",
    queries: Number(row["queries"]),
    people: Number(row["people"]),
    tools: Names.parse(jsonIn(row["tools"])),
    dashboards: textsIn(row["dashboards"]),
    lastUsedAt: textOf(row["last_used"]),
    reads: Reads.parse(jsonIn(row["reads"])),
    metrics: Names.parse(jsonIn(row["metrics"])),
  };
}

/** A value that stands in the file as JSON. Throws where it is not what we write. */
function jsonIn(value: Row[string] | undefined): unknown {
  return JSON.parse(textOf(value) ?? "[]");
}

function textsIn(value: Row[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.flatMap((name: Row[string]) => textOf(name) ?? []) : [];
}

function textOf(value: Row[string] | undefined): string | null {
  return typeof value === "string" ? value : null;
}
