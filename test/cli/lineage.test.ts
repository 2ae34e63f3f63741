import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { shopManifest } from "../support/small-manifest.ts";

let manifest = "";

beforeAll(() => {
  manifest = join(mkdtempSync(join(tmpdir(), "headgate-")), "manifest.json");
  writeFileSync(manifest, JSON.stringify(shopManifest()));
});

test("lineage as JSON has exactly the shape of the contract", async () => {
  const { code, stdout } = await runCli([
    "lineage",
    "stg_orders",
    "--manifest",
    manifest,
    "--format",
    "json",
  ]);

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    node: "model.shop.stg_orders",
    column: null,
    direction: "downstream",
    nodes: [
      { uniqueId: "model.shop.orders", resourceType: "model", distance: 1, columns: null },
      { uniqueId: "exposure.shop.sales_board", resourceType: "exposure", distance: 2, columns: null },
      { uniqueId: "test.shop.unique_orders_id.ab12cd34ef", resourceType: "test", distance: 2, columns: null },
    ],
    edges: [
      edge("model.shop.stg_orders", "model.shop.orders"),
      edge("model.shop.orders", "exposure.shop.sales_board"),
      edge("model.shop.orders", "test.shop.unique_orders_id.ab12cd34ef"),
    ],
    untraced: [],
  });
});

test("impact as JSON is the lineage downstream", async () => {
  const impact = await runCli(["impact", "stg_orders", "--manifest", manifest, "--format", "json"]);
  const lineage = await runCli(["lineage", "stg_orders", "--manifest", manifest, "--format", "json"]);

  expect(impact.code).toBe(0);
  expect(impact.stdout).toBe(lineage.stdout);
});

test("upstream shows what an object reads", async () => {
  const { stdout } = await runCli(["lineage", "sales_board", "--manifest", manifest, "--upstream"]);

  expect(stdout).toBe(
    [
      "sales_board  exposure",
      "└─ orders  model",
      "   └─ stg_orders  model",
      "      └─ raw.orders  source",
      "",
      "3 objects upstream: 2 models, 1 source.",
      "",
    ].join("\n"),
  );
});

test("the tree counts tests and does not list them", async () => {
  const { stdout } = await runCli(["lineage", "model.shop.orders", "--manifest", manifest]);

  expect(stdout).toContain("├─ sales_board  exposure\n└─ 1 test\n");
});

test("lineage as Mermaid draws arrows from what is read to what reads it", async () => {
  const words = ["lineage", "sales_board", "--upstream", "--manifest", manifest, "--format", "mermaid"];

  const { stdout } = await runCli(words);

  expect(stdout).toMatch(/^flowchart LR\n {2}n0\["sales_board \(exposure\)"\]/u);
  expect(stdout).toContain("n1 --> n0");
});

test("impact lists what matters most first", async () => {
  const { stdout } = await runCli(["impact", "raw.orders", "--manifest", manifest]);

  expect(stdout.indexOf("sales_board")).toBeLessThan(stdout.indexOf("stg_orders"));
  expect(stdout).toMatch(/critical +exposure +sales_board {2}\(3 steps away\)/u);
});

test.each([
  ["orders", "model.shop.orders\n  source.shop.raw.orders"],
  ["stg_order", "stg_orders"],
  ["stg_orders.id", "is not built yet"],
])("%s is refused with what would work", async (node, advice) => {
  const ran = await runCli(["lineage", node, "--manifest", manifest]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(advice);
});

test("doctor says what is there, what is missing and how to get it", async () => {
  const { code, stdout } = await runCli(["doctor", "--manifest", manifest]);

  expect(code).toBe(0);
  expect(stdout).toMatch(/used +manifest +dbt 1\.10\.6, schema v12, postgres, project shop/u);
  expect(stdout).toMatch(/missing +catalog .+\n +To do: Run `dbt docs generate`/u);
});

test("doctor says of two sides when they are different projects", async () => {
  const other = join(mkdtempSync(join(tmpdir(), "headgate-")), "manifest.json");
  writeFileSync(
    other,
    JSON.stringify(shopManifest()).replaceAll("shop", "clinic").replaceAll("orders", "visits"),
  );

  const { code, stdout } = await runCli(["doctor", "--base", manifest, "--head", other]);

  expect(code).toBe(0);
  expect(stdout).toContain("two different projects");
});

function edge(from: string, to: string) {
  return { from: { uniqueId: from }, to: { uniqueId: to }, kind: "model", confidence: "high" };
}
