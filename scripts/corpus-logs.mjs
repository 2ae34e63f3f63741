// `npm run corpus:logs -- <folder>`: reads every query log of `<folder>/querylogs` and prints for each whether it was read
// or why not, and how many of its statements are understood. Without the folder it says so and ends.
import { mkdtempSync, existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { LogStatements } from "../build/read-log.js";
import { defaultConfig } from "../build/core/config.js";
import { parseManifest } from "../build/core/manifest/parse.js";
import { logRules } from "../build/core/usage/log-rules.js";
import { sqlEngine } from "../build/edges/sql/sql-engine.js";
import { usageSource } from "../build/edges/usage/usage-source.js";
import { tablesNamedIn } from "./corpus-logs/tables.mjs";

const root = process.argv[2] ?? process.env.HEADGATE_CORPUS ?? "";
const folder = join(root, "querylogs");
if (root === "" || !existsSync(folder)) {
  console.log(`No query logs: ${root === "" ? "name their folder" : `${folder} is not there`}. Skipped.`);
  process.exit(0);
}

const temporary = mkdtempSync(join(tmpdir(), "headgate-logs-"));
const sql = sqlEngine({ threads: 1 });
const totals = { read: 0, refused: 0, statements: 0, understood: 0 };
try {
  for (const file of filesIn(folder)) await readOne(file);
} finally {
  await sql.close();
  rmSync(temporary, { recursive: true });
}
console.log(`\n${totals.read} read, ${totals.refused} refused with a reason.`);
console.log(`${share(totals.understood, totals.statements)} of ${totals.statements} statements understood.`);

async function readOne(file) {
  const name = relative(folder, file);
  const { privacy: people } = defaultConfig;
  const request = { ...logRules(defaultConfig), files: [file], now: Date.UTC(2100, 0), people };
  let grouped;
  try {
    grouped = await usageSource().groupLogs(request);
  } catch (error) {
    if (error.code !== "log-unreadable") throw error;
    totals.refused += 1;
    const [, why = error.advice.why] = /^[^:]*: (.*)$/u.exec(error.advice.why) ?? [];
    console.log(`refused  ${name}: ${why}`);
    return;
  }
  const { statements, understood } = await understand(grouped);
  await grouped.discard();
  totals.read += 1;
  totals.statements += statements;
  totals.understood += understood;
  const how =
    statements === 0
      ? "counted by relation, without their texts"
      : `${share(understood, statements)} of ${statements} statements understood`;
  console.log(`read     ${name}: ${grouped.queries} queries, ${how}`);
}

/** The logs are of no dbt project: every table that they name is taken for one of a project. */
async function understand(grouped) {
  const texts = [];
  for await (const statement of grouped.statements()) texts.push(statement);
  const project = parseManifest(tablesNamedIn(texts));
  const side = {
    project,
    catalog: null,
    runResults: null,
    sourceFreshness: null,
    semanticManifest: null,
    notes: [],
  };
  const subject = { side, log: { ...grouped, statements: () => once(texts) }, environments: [] };
  const log = await LogStatements.of(subject, sql);
  for await (const statement of log.read()) void statement;
  const queries = texts.reduce((sum, one) => sum + one.queries, 0);
  return { statements: queries, understood: log.understood };
}

async function* once(items) {
  yield* items;
}

function filesIn(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("provenance"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted();
}

function share(part, whole) {
  return whole === 0 ? "none" : `${((100 * part) / whole).toFixed(1)} %`;
}
