// Runs `headgate serve` on the GitHub stand-in, kills it while it takes 2,000 webhooks over 50 pull requests, lets GitHub fail,
// and counts what was lost or done twice. `npm run soak [-- --seed N --only journal|postgres|faults]`. PostgreSQL is soaked
// when DATABASE_URL is set. Exit code 1 on any loss or duplicate.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { randomFrom } from "./soak/random.mjs";
import { soakFaults, soakKills } from "./soak/run.mjs";

const SCHEMA = "headgate_soak";

const { values } = parseArgs({ options: { seed: { type: "string" }, only: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const random = randomFrom(seed);

// An interrupted soak leaves no server behind: they are killed when this process exits.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

console.log(`seed ${seed}`);
const soaks = { journal: soakJournal, postgres: soakPostgres, faults: soakFailures };
for (const [name, run] of Object.entries(soaks)) {
  if ((values.only ?? name) === name && !(await run())) process.exitCode = 1;
}

function soakJournal() {
  return inFolder((env) => report("journal, 1 process, killed", soakKills, { processes: 1, env }));
}

function soakFailures() {
  return inFolder((env) => report("journal, GitHub failing", soakFaults, { processes: 1, env }));
}

async function soakPostgres() {
  const { DATABASE_URL: database = "" } = process.env;
  if (database === "") {
    console.log("\nPostgreSQL: skipped, DATABASE_URL is not set");
    return true;
  }
  const one = await inSchema(database, 1);
  return (await inSchema(database, 3)) && one;
}

async function inSchema(database, processes) {
  await sql(database, `drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
  const url = new URL(database);
  url.searchParams.set("options", `-c search_path=${SCHEMA}`);
  try {
    const title = `PostgreSQL, ${processes === 1 ? "1 process" : `${processes} processes`}, killed`;
    return await inFolder((env) =>
      report(title, soakKills, { processes, env: { ...env, DATABASE_URL: url.href } }),
    );
  } finally {
    await sql(database, `drop schema ${SCHEMA} cascade`);
  }
}

/** Runs with a data directory of its own. */
async function inFolder(run) {
  const folder = await mkdtemp(join(tmpdir(), "headgate-soak-"));
  try {
    return await run({ HEADGATE_DATA_DIR: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Soaks once and prints what came of it; false on any fault. */
async function report(title, soak, setting) {
  const started = performance.now();
  const { figures, faults } = await soak({ ...setting, random });
  console.log(`\n${title}`);
  const lines = { seconds: Math.round((performance.now() - started) / 1000), ...figures, ...faults };
  for (const [name, value] of Object.entries(lines)) console.log(`  ${name.padEnd(30)} ${value}`);
  return Object.values(faults).every((count) => count === 0);
}

async function sql(database, text) {
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(text);
  await client.end();
}
