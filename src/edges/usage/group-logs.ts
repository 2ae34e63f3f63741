import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SnapshotHeader, UsageWindow } from "../../core/usage/snapshot.ts";
import { joinWindows } from "../../core/usage/window.ts";
import { UsageError } from "../../errors.ts";
import type { GroupedLogs, LogRequest } from "../../usage-ports.ts";
import { piece, STEPS, type BuildProgress } from "./build-progress.ts";
import { openDatabase, textIn, type Database } from "./database.ts";
import { filesOf } from "./log-files.ts";
import { keepStatements } from "./kept-statements.ts";
import { makeStage, stageFile, type StagedFile, type Staging } from "./stage-log.ts";
import { writeGrouped } from "./write-grouped.ts";

/**
 * Reads logs into a database on disk, groups them there, puts the statements into a file, and closes the database: its
 * memory is free before anything is parsed. Of Parquet, `unpacked` bytes are read at once.
 */
export async function groupLogs(
  request: LogRequest,
  { progress, unpacked }: { readonly progress: BuildProgress; readonly unpacked: number },
): Promise<GroupedLogs> {
  const folder = await mkdtemp(join(tmpdir(), "headgate-usage-"));
  const file = join(folder, "log.duckdb");
  const discard = async () => {
    progress.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const database = await openDatabase(file, join(folder, "spill"));
    try {
      const grouped = await group({ request, database, progress, unpacked });
      const write: GroupedLogs["write"] = async (reading, output) =>
        await writeGrouped({ file, folder, grouped, people: request.people, progress }, reading, output);
      const statements = await keepStatements(join(folder, "statements.ndjson"), database, progress);
      // All of it that is needed is grouped or in that file, and a database that is closed writes out what it holds.
      await database.run("DROP TABLE stage");
      return { ...grouped, statements, write, discard };
    } finally {
      database.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
}

export type Grouping = Omit<GroupedLogs, "statements" | "write" | "discard">;

async function group(staging: Staging): Promise<Grouping> {
  const { request, database, progress } = staging;
  await makeStage(database);
  const files: StagedFile[] = [];
  const names = await filesOf(request.files, database);
  for (const name of names) {
    files.push(await stageFile(name, piece(STEPS.read, files.length, names.length), staging));
  }
  await database.holdLess();
  progress.enter(STEPS.group, database.progress);
  const read = files.filter(({ why }) => why === null);
  if (read.length === 0) throw nothingRead(files);
  const duplicates = await dropDuplicates(database);
  await groupStage(database);
  const rejected = files.reduce((sum, file) => sum + file.rejected, 0);
  return {
    files: files.map(({ name, format, entries, why }) => ({ name, format, entries, why })),
    window: joinWindows(read.map(({ window }) => window)),
    seen: await seenIn(database),
    ...(await queriesIn(database)),
    leftOut: await leftOutIn(database, { duplicates, rejected }),
    relations: await relationsIn(database),
  };
}

function nothingRead(files: readonly StagedFile[]): UsageError {
  return new UsageError("log-unreadable", {
    what: "No query log could be read.",
    why: files.map(({ name, why }) => `${name}: ${why ?? ""}.`).join(" "),
    todo: "`headgate usage build --help` says which formats and columns are read.",
  });
}

/** Exports that overlap hold entries twice; all but one go. */
async function dropDuplicates(database: Database): Promise<number> {
  const counts = "SELECT count(twin) AS entries, count(DISTINCT twin) AS others FROM stage";
  const [row] = await database.rows(counts);
  const twins = Number(row?.["entries"] ?? 0) - Number(row?.["others"] ?? 0);
  if (twins === 0) return 0;
  await database.run(
    "DELETE FROM stage WHERE twin IS NOT NULL AND rowid NOT IN (SELECT min(rowid) FROM stage WHERE twin IS NOT NULL GROUP BY twin)",
  );
  return twins;
}

async function groupStage(database: Database): Promise<void> {
  await database.run(
    "CREATE TABLE runs AS SELECT fp, CAST(ts AS DATE) AS day, person, tool, dash, sum(n) AS n, max(ts) AS last FROM stage WHERE fp IS NOT NULL GROUP BY ALL",
  );
  await database.run(
    "CREATE TABLE statements AS SELECT row_number() OVER (ORDER BY n DESC, fp) AS id, * FROM (SELECT fp, sum(n) AS n, min(rowid) AS place FROM stage WHERE fp IS NOT NULL GROUP BY fp)",
  );
  await database.run(
    "CREATE TABLE counted AS SELECT relation, col, CAST(ts AS DATE) AS day, person, tool, dash, sum(n) AS n, max(ts) AS last FROM stage WHERE reason IS NULL AND relation IS NOT NULL GROUP BY ALL",
  );
  // Counts of columns alone: the table was read at least as often as its most read column.
  await database.run(
    "INSERT INTO counted SELECT relation, NULL AS col, day, person, tool, dash, max(n) AS n, max(last) AS last FROM counted WHERE relation NOT IN (SELECT relation FROM counted WHERE col IS NULL) GROUP BY ALL",
  );
}

async function seenIn(database: Database): Promise<UsageWindow | null> {
  const [row] = await database.rows(
    "SELECT strftime(min(ts), '%Y-%m-%dT%H:%M:%SZ') AS first, strftime(max(ts), '%Y-%m-%dT%H:%M:%SZ') AS last FROM stage WHERE coalesce(reason, '') <> 'future'",
  );
  const [from, to] = [row?.["first"], row?.["last"]];
  return typeof from === "string" && typeof to === "string" ? { from, to } : null;
}

/** Counts by table are queries too; of a table and its columns only the table's own count. */
async function queriesIn(database: Database): Promise<Pick<GroupedLogs, "queries" | "countedQueries">> {
  const [row] = await database.rows(
    "SELECT (SELECT coalesce(sum(n), 0) FROM runs) AS run, (SELECT coalesce(sum(n), 0) FROM counted WHERE col IS NULL) AS counted",
  );
  const counted = Number(row?.["counted"] ?? 0);
  return { queries: Number(row?.["run"] ?? 0) + counted, countedQueries: counted };
}

async function leftOutIn(
  database: Database,
  { duplicates, rejected }: { readonly duplicates: number; readonly rejected: number },
): Promise<SnapshotHeader["leftOut"]> {
  const rows = await database.rows(
    "SELECT reason, sum(n) AS n FROM stage WHERE reason IS NOT NULL GROUP BY reason ORDER BY reason",
  );
  const counts: Record<string, number> = Object.fromEntries(
    rows.map((row) => [textIn(row, "reason"), Number(row["n"])]),
  );
  if (rejected > 0) counts["broken"] = (counts["broken"] ?? 0) + rejected;
  if (duplicates > 0) counts["duplicate"] = duplicates;
  return counts;
}

async function relationsIn(database: Database): Promise<readonly (readonly string[])[]> {
  const rows = await database.rows("SELECT DISTINCT relation FROM counted ORDER BY relation");
  return rows.map((row) => textIn(row, "relation").split("."));
}
