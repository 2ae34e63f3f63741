import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { KNOWN_TOOLS } from "../../src/core/usage/tools.ts";
import type { UsageQuestion, UsageRecord } from "../../src/core/usage/usage-warehouse.ts";
import { usageSource } from "../../src/edges/usage/usage-source.ts";
import { keepRecords } from "../../src/edges/warehouse/keep-records.ts";
import type { ArtifactSource, UsageWarehouse } from "../../src/ports.ts";
import { directEngine } from "../support/direct-engine.ts";
import { countingPostgres } from "../support/counting-postgres.ts";
import { manifestOf, sideOf } from "../support/manifest.ts";
import { runCli } from "../support/run-cli.ts";
import { runWith } from "../support/run-words.ts";

const folder = mkdtempSync(join(tmpdir(), "headgate-snapshot-"));
const output = join(folder, "usage.parquet");

afterEach(() => rmSync(output, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

const artifacts: ArtifactSource = {
  readSide: () =>
    Promise.resolve(
      sideOf({
        nodes: {
          "model.shop.orders": {
            alias: "orders",
            database: "shop",
            schema: "core",
            columns: { amount: { name: "amount" } },
          },
        },
      }),
    ),
};

const record: UsageRecord = {
  relation: "SHOP.CORE.ORDERS",
  column_name: null,
  user_name: "ann",
  query_count: 12,
  last_used_at: "2025-12-30T08:00:00Z",
};

const window = { from: "2025-12-02T00:00:00Z", to: "2026-01-01T00:00:00Z" };

async function* once<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value);
}

/** Runs `usage pull` over a warehouse, at the first of January 2026. */
function pull(warehouse: UsageWarehouse, ...options: readonly string[]) {
  const asked: string[] = [];
  const open = (name: string, region: string): Promise<UsageWarehouse> => {
    asked.push(`${name} ${region}`);
    return Promise.resolve(warehouse);
  };
  const words = ["usage", "pull", "--manifest", "target", "--output", output, ...options];
  const parts = {
    artifacts,
    sqlForLogs: directEngine,
    usage: usageSource(),
    warehouses: { open, keepRecords },
    clock: { now: () => Date.UTC(2026, 0, 1) },
  };
  return runWith(words, parts).then((ran) => ({ ...ran, asked }));
}

test("the snapshot is written, and what it covers is said", async () => {
  let question: UsageQuestion | null = null;
  const warehouse: UsageWarehouse = {
    readUsage: (given) => {
      question = given;
      return Promise.resolve({ window, notes: ["The history is short."], pages: once([record]) });
    },
  };

  const ran = await pull(warehouse, "--warehouse", "bigquery", "--region", "eu", "--days", "90");

  expect(ran).toMatchObject({ code: 0, stdout: "", asked: ["bigquery eu"] });
  expect(ran.stderr).toBe(
    [
      "The history is short.",
      "Read bigquery.ndjson: 1 entry (ndjson)",
      "12 queries of 1 object; 100 % could be read.",
      "The window is 2025-12-02T00:00:00Z to 2026-01-01T00:00:00Z, 30 days.",
      `Written to ${output}.\n`,
    ].join("\n"),
  );
  expect(question).toMatchObject({ days: 90, tools: KNOWN_TOOLS });
  const { uses } = await usageSource().readSnapshots([output], []);
  expect(uses).toEqual([expect.objectContaining({ uniqueId: "model.shop.orders", queries: 12 })]);
});

test("without a window it is said that nothing will be called unused", async () => {
  const warehouse = { readUsage: () => Promise.resolve({ window: null, notes: [], pages: once([record]) }) };

  const { stderr } = await pull(warehouse, "--warehouse", "postgres");

  expect(stderr).toContain("nothing will be called unused");
});

test("Ctrl-C calls the work off and writes no snapshot", async () => {
  const warehouse: UsageWarehouse = {
    readUsage: ({ signal }) => {
      process.emit("SIGINT");
      return Promise.resolve({ window, notes: [], pages: once([record]) }).finally(() =>
        signal.throwIfAborted(),
      );
    },
  };

  const ran = await pull(warehouse, "--warehouse", "snowflake");

  expect(ran.code).toBe(2);
  expect(ran.stderr).toContain("The pull was interrupted.");
  expect(existsSync(output)).toBe(false);
  expect(process.listenerCount("SIGINT")).toBe(0);
});

test.each([
  [["--warehouse", "snowflake", "--days", "0"], "--days does not take"],
  [["--warehouse", "snowflake", "--days", "400"], "from 1 to 365"],
  [["--warehouse", "oracle"], "--warehouse does not take"],
  [[], "--warehouse NAME is missing"],
  [
    ["--warehouse", "snowflake", "--output", join(folder, "none", "usage.parquet")],
    "Its folder does not exist",
  ],
])("what cannot be done is refused before the warehouse is asked: %j", async (options, said) => {
  const warehouse = { readUsage: () => Promise.reject(new Error("it was asked")) };

  const ran = await pull(warehouse, ...options);

  expect(ran).toMatchObject({ code: 2, stdout: "", asked: [] });
  expect(ran.stderr).toContain(said);
});

test("the built command names the variable that is missing", async () => {
  const words = "usage pull --warehouse snowflake --manifest fixtures/projects/demo/head --output".split(" ");

  const ran = await runCli([...words, output]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain("SNOWFLAKE_ACCOUNT is not set.");
});

test.each([
  ["redshift", { REDSHIFT_WORKGROUP_NAME: "analytics", REDSHIFT_DATABASE: "shop" }],
  ["athena", {}],
])("the built command tells how to install what %s needs, where it is not there", async (name, env) => {
  const manifest = "fixtures/projects/demo/head";

  const ran = await runCli(
    ["usage", "pull", "--warehouse", name, "--manifest", manifest, "--output", output],
    {
      ...env,
      AWS_REGION: "eu-west-1",
      AWS_EC2_METADATA_DISABLED: "true",
    },
  );

  expect(ran.code).toBe(2);
  expect(ran.stderr).toMatch(/npm install --no-save @aws-sdk|AWS refuses the credentials/u);
});

const database = await countingPostgres("headgate_pull_cli");

describe.skipIf(!database.isThere)("over a server that counts statements", () => {
  afterAll(() => database.drop());

  test("the built command makes a snapshot that `usage show` reads", async () => {
    await database.reset();
    await database.run([
      "create table orders (id integer, status text, amount numeric)",
      "select amount from orders where status = 'paid'",
      "select amount from orders where status = 'open'",
    ]);
    const place = { alias: "orders", database: "headgate_pull_cli", schema: "public" };
    const columns = { amount: { name: "amount" }, status: { name: "status" } };
    const sketch = manifestOf({ nodes: { "model.shop.orders": { ...place, columns } } });
    const manifest = join(folder, "manifest.json");
    writeFileSync(manifest, JSON.stringify(sketch));

    const words = ["usage", "pull", "--warehouse", "postgres", "--manifest", manifest, "--output", output];
    const pulled = await runCli(words, database.env());
    const shown = await runCli(["usage", "show", "orders.amount", "--usage", output, "--manifest", manifest]);

    expect(pulled).toMatchObject({ code: 0, stdout: "" });
    expect(pulled.stderr).toContain("2 queries of 1 object; 100 % could be read.");
    expect(shown.stdout).toContain("orders.amount: 2 queries by 1 person");
  });
});
