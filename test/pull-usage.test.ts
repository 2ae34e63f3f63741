import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { KNOWN_TOOLS } from "../src/core/usage/tools.ts";
import { NOT_USE } from "../src/core/usage/not-use.ts";
import type { UsageRecord } from "../src/core/usage/usage-warehouse.ts";
import type { Use } from "../src/core/usage/usage-log.ts";
import { usageSource } from "../src/edges/usage/usage-source.ts";
import { keepRecords } from "../src/edges/warehouse/keep-records.ts";
import { postgres } from "../src/edges/warehouse/postgres.ts";
import { WarehouseError } from "../src/errors.ts";
import type { UsageWarehouse } from "../src/ports.ts";
import { pullUsage, type KeepRecords } from "../src/pull-usage.ts";
import { countingPostgres } from "./support/counting-postgres.ts";
import { directEngine } from "./support/direct-engine.ts";
import { sideOf } from "./support/manifest.ts";
import { NOW, warehouseWorld } from "./support/warehouse-world.ts";

const folder = mkdtempSync(join(tmpdir(), "headgate-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

const side = sideOf({
  metadata: { adapter_type: "postgres", project_name: "shop" },
  nodes: {
    "model.shop.orders": {
      unique_id: "model.shop.orders",
      resource_type: "model",
      name: "orders",
      alias: "orders",
      database: "headgate_pull",
      schema: "public",
      package_name: "shop",
      original_file_path: "models/orders.sql",
      fqn: ["shop", "orders"],
      language: "sql",
      config: { materialized: "table" },
      columns: { id: { name: "id" }, status: { name: "status" }, amount: { name: "amount" } },
      depends_on: { nodes: [], macros: [] },
    },
  },
});

const window = { from: "2026-01-01T12:00:00.000Z", to: "2026-01-31T12:00:00.000Z" };

/** A warehouse that tells these pages. */
function telling(...pages: readonly (readonly UsageRecord[])[]): UsageWarehouse {
  async function* read(): AsyncGenerator<readonly UsageRecord[]> {
    for (const page of pages) yield await Promise.resolve(page);
  }
  return { readUsage: () => Promise.resolve({ window, notes: ["so it is"], pages: read() }) };
}

async function pull(warehouse: UsageWarehouse, output: string, keep: KeepRecords = keepRecords) {
  const usage = usageSource();
  const request = {
    warehouse: "snowflake",
    days: 30,
    signal: new AbortController().signal,
    side,
    output,
    tools: KNOWN_TOOLS,
    notUse: NOT_USE,
    now: NOW,
    people: { people: "counts", teams: [] },
    environments: [],
  } as const;
  const pulled = await pullUsage(request, { warehouse, keepRecords: keep, usage, sql: directEngine });
  return { pulled, log: await usage.readSnapshots([output], []) };
}

const useOf = (uses: readonly Use[], column: string | null): Use | undefined =>
  uses.find((use) => use.column === column);

function counted(column: string | null, user: string, queries: number): UsageRecord {
  return {
    relation: "HEADGATE_PULL.PUBLIC.ORDERS",
    column_name: column,
    user_name: user,
    client_app: "PythonConnector",
    tool: "Metabase",
    dashboard: "dashboard 7",
    query_count: queries,
    last_used_at: "2026-01-30T08:00:00Z",
  };
}

test("counts of a warehouse become the use of objects and columns", async () => {
  const output = join(folder, "counts.parquet");
  const pages = [
    [counted(null, "ann", 12), counted(null, "bob", 3)],
    [counted("STATUS", "ann", 5), { ...counted(null, "ann", 9), relation: "OTHER.PUBLIC.THINGS" }],
  ];

  const { pulled, log } = await pull(telling(...pages), output);

  expect(useOf(log.uses, null)).toMatchObject({
    uniqueId: "model.shop.orders",
    queries: 15,
    people: 2,
    tools: [{ name: "Metabase", queries: 15 }],
    dashboards: [expect.objectContaining({ name: "dashboard 7" })],
    lastUsedAt: "2026-01-30T08:00:00Z",
  });
  expect(useOf(log.uses, "status")).toMatchObject({ queries: 5, people: 1 });
  expect(log.header).toMatchObject({ window, sources: ["snowflake.ndjson"] });
  expect(pulled).toMatchObject({ notes: ["so it is"], objects: 1 });
});

test("texts that come for their columns are read, and what came is not kept", async () => {
  const output = join(folder, "texts.parquet");
  let kept = "";
  const record = {
    query_text: "select status from orders where amount > ?",
    user_name: "ann",
    query_count: 4,
    started_at: "2026-01-30T08:00:00Z",
  };
  const watched: KeepRecords = async (name, pages) => {
    const records = await keepRecords(name, pages);
    kept = records.file;
    return records;
  };

  const { log } = await pull(telling([record]), output, watched);

  const counts = Object.fromEntries(log.uses.map(({ column, queries }) => [column ?? "as a whole", queries]));
  expect(counts).toEqual({ "as a whole": 4, amount: 4, status: 4 });
  expect(kept).not.toBe("");
  expect(existsSync(kept)).toBe(false);
});

test("a warehouse that tells of nothing makes no snapshot that says that nothing is used", async () => {
  const output = join(folder, "empty.parquet");

  const refusal: unknown = await pull(telling([]), output).catch((error: unknown) => error);

  if (!(refusal instanceof WarehouseError)) throw new Error("It was written.");
  expect(refusal.code).toBe("warehouse-empty");
  expect(existsSync(output)).toBe(false);
});

test("a warehouse that breaks off makes no snapshot", async () => {
  const output = join(folder, "broken.parquet");
  async function* breaking(): AsyncGenerator<readonly UsageRecord[]> {
    yield await Promise.resolve([counted(null, "ann", 1)]);
    throw new Error("broken off");
  }
  const warehouse = { readUsage: () => Promise.resolve({ window, notes: [], pages: breaking() }) };

  await expect(pull(warehouse, output)).rejects.toThrow("broken off");

  expect(existsSync(output)).toBe(false);
});

const database = await countingPostgres("headgate_pull");

describe.skipIf(!database.isThere)("PostgreSQL", () => {
  afterAll(() => database.drop());

  test("what was queried over real tables stands in the snapshot, by column, without what dbt ran", async () => {
    await database.reset();
    const tagged = "-- Metabase:: userID: 7 queryType: native queryHash: ab";
    await database.run([
      "create table orders (id integer, status text, amount numeric)",
      "create table unrelated (id integer)",
      "select amount from orders where status = 'paid'",
      "select amount from orders where status = 'open'",
      `${tagged}\nselect sum(amount) from orders`,
      `/* {"app": "dbt", "node_id": "model.shop.orders"} */ select id from orders`,
      "select id from unrelated",
    ]);
    const output = join(folder, "postgres.parquet");

    const { pulled, log } = await pull(postgres(warehouseWorld(database.env()).access), output);

    expect(useOf(log.uses, null)).toMatchObject({ queries: 3, evidence: "parsed", lastUsedAt: null });
    expect(useOf(log.uses, "amount")).toMatchObject({ queries: 3 });
    expect(useOf(log.uses, "status")).toMatchObject({ queries: 2 });
    expect(useOf(log.uses, "id")).toBeUndefined();
    expect(useOf(log.uses, null)?.tools).toEqual([{ name: "Metabase", queries: 1 }]);
    expect(pulled.leftOut["dbt"]).toBe(1);
    expect(pulled.window).not.toBeNull();
  });
});
