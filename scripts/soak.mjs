// Kills servers while they take 2,000 webhooks over 50 pull requests, and counts what was lost or done twice.
// `npm run soak [-- --seed N --store journal|postgres]`. PostgreSQL is soaked when DATABASE_URL is set. Exit code 1 on any loss or duplicate.
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { randomFrom } from "./soak/random.mjs";
import { soak } from "./soak/run.mjs";

const SCHEMA = "headgate_soak";

const { values } = parseArgs({ options: { seed: { type: "string" }, store: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const random = randomFrom(seed);
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const app = {
  APP_ID: "1",
  PRIVATE_KEY: privateKey.export({ type: "pkcs1", format: "pem" }),
  HOST: "127.0.0.1",
  PORT: "0",
  LOG_LEVEL: "info",
};

// An interrupted soak leaves no server behind: they are killed when this process exits.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

console.log(`seed ${seed}`);
const soaks = { journal: soakJournal, postgres: soakPostgres };
for (const [store, run] of Object.entries(soaks)) {
  if ((values.store ?? store) === store && !(await run())) process.exitCode = 1;
}

async function soakJournal() {
  const folder = await mkdtemp(join(tmpdir(), "headgate-soak-"));
  try {
    return await report("journal, 1 process", {
      processes: 1,
      env: { ...app, DATABASE_URL: "", HEADGATE_DATA_DIR: folder },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function soakPostgres() {
  const { DATABASE_URL: database = "" } = process.env;
  if (database === "") {
    console.log("\nPostgreSQL: skipped, DATABASE_URL is not set");
    return true;
  }
  await sql(database, `drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
  const url = new URL(database);
  url.searchParams.set("options", `-c search_path=${SCHEMA}`);
  try {
    return await report("PostgreSQL, 3 processes", {
      processes: 3,
      env: { ...app, DATABASE_URL: url.href },
    });
  } finally {
    await sql(database, `drop schema ${SCHEMA} cascade`);
  }
}

/** Soaks one store and prints what came of it; false on any fault. */
async function report(title, setting) {
  const started = performance.now();
  const { figures, faults } = await soak({ ...setting, random });
  console.log(`\n${title}`);
  const lines = { ...figures, seconds: Math.round((performance.now() - started) / 1000), ...faults };
  for (const [name, value] of Object.entries(lines)) console.log(`  ${name.padEnd(30)} ${value}`);
  return Object.values(faults).every((count) => count === 0);
}

async function sql(database, text) {
  const client = new Client({ connectionString: database });
  await client.connect();
  await client.query(text);
  await client.end();
}
