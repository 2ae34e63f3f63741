import type { LogFile, LogRequest } from "../../usage-ports.ts";
import type { UsageWindow } from "../../core/usage/snapshot.ts";
import { statedWindow } from "../../core/usage/window.ts";
import { dashboardSql, leftOutSql, personSql, toolSql } from "./classify-sql.ts";
import { piece, type BuildProgress, type Span } from "./build-progress.ts";
import type { Database } from "./database.ts";
import { entriesSql } from "./entry-sql.ts";
import { fingerprintSql, plainSql } from "./fingerprint-sql.ts";
import { sidecarWindow } from "./log-files.ts";
import { formatOf, type LogFormat } from "./log-format.ts";

/** A day of grace for clocks that go wrong. */
const DAY = 86_400_000;

/** Makes the table that entries are staged in: one row for each, what is left out without its text. */
export async function makeStage(database: Database): Promise<void> {
  await database.run(
    "CREATE TABLE stage (reason VARCHAR, fp UBIGINT, twin UBIGINT, ts TIMESTAMP, person VARCHAR, tool VARCHAR, dash VARCHAR, n BIGINT, text VARCHAR, reads VARCHAR, db VARCHAR, sch VARCHAR, relation VARCHAR, col VARCHAR)",
  );
}

/** A file after staging. */
export interface StagedFile extends LogFile {
  readonly window: UsageWindow | null;
  /** Lines that are not what the format says, beside those that were staged as such. */
  readonly rejected: number;
}

/** Where and how files are staged. */
export interface Staging {
  readonly request: LogRequest;
  readonly database: Database;
  readonly progress: BuildProgress;
  /** Bytes of a Parquet file that are unpacked at once. */
  readonly unpacked: number;
}

/** Reads one file into the stage, all of it or nothing, in its span of the progress. Never throws for what stands in it. */
export async function stageFile(file: string, span: Span, staging: Staging): Promise<StagedFile> {
  const { database, unpacked } = staging;
  const refused = (why: string): StagedFile => ({
    name: baseName(file),
    format: null,
    entries: 0,
    why,
    window: null,
    rejected: 0,
  });
  const format = await formatOf(file, database, unpacked);
  if (typeof format === "string") return refused(format);
  try {
    const before = await countOf("stage", database);
    await stagePieces(format, span, staging);
    const entries = (await countOf("stage", database)) - before;
    const rejected = format.rejects ? await rejectedLines(database) : 0;
    const window =
      (await sidecarWindow(file)) ?? (format.header === null ? null : statedWindow(format.header));
    return { name: baseName(file), format: format.name, entries, why: null, window, rejected };
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return refused(`reading it failed: ${line}`);
  }
}

async function stagePieces(
  format: LogFormat,
  span: Span,
  { request, database, progress }: Staging,
): Promise<void> {
  await database.run("BEGIN TRANSACTION");
  try {
    for (const [place, from] of format.pieces.entries()) {
      progress.enter(piece(span, place, format.pieces.length), database.progress);
      await database.run(stageSql(entriesSql(from, format), request));
    }
    await database.run("COMMIT");
  } catch (error) {
    await database.run("ROLLBACK");
    throw error;
  }
}

function stageSql(entries: string, { notUse, tools, now }: LogRequest): string {
  const limit = new Date(now + DAY).toISOString().slice(0, 19);
  return `INSERT INTO stage
SELECT reason,
  CASE WHEN reason IS NULL AND relation IS NULL THEN ${fingerprintSql} END,
  CASE WHEN id IS NOT NULL THEN hash(id) WHEN epoch_us(ts) % 1000000 <> 0 THEN hash(text, usr, ts, relation, col) END,
  ts,
  CASE WHEN reason IS NULL THEN ${personSql(tools)} END,
  tool,
  CASE WHEN reason IS NULL THEN ${dashboardSql(tools)} END,
  n,
  CASE WHEN reason IS NULL THEN text END,
  CASE WHEN reason IS NULL THEN reads END,
  CASE WHEN reason IS NULL THEN db END,
  CASE WHEN reason IS NULL THEN sch END,
  CASE WHEN reason IS NULL THEN relation END,
  col
FROM (SELECT *, CASE WHEN reason IS NULL THEN ${toolSql(tools)} END AS tool, CASE WHEN reason IS NULL AND given IS NULL THEN ${plainSql} END AS plain
  FROM (SELECT *, ${leftOutSql(notUse, limit)} AS reason FROM (${entries})))`;
}

/** Lines of a CSV file that were skipped. */
async function rejectedLines(database: Database): Promise<number> {
  const [row] = await database.rows("SELECT count(DISTINCT line) AS lines FROM reject_errors");
  await database.run("DROP TABLE IF EXISTS reject_errors");
  await database.run("DROP TABLE IF EXISTS reject_scans");
  return Number(row?.["lines"] ?? 0);
}

async function countOf(table: string, database: Database): Promise<number> {
  const [row] = await database.rows(`SELECT count(*) AS entries FROM ${table}`);
  return Number(row?.["entries"] ?? 0);
}

function baseName(file: string): string {
  return file.split(/[/\\]/u).at(-1) ?? file;
}
