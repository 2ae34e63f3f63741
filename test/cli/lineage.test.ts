import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseManifest } from "../../src/core/manifest/parse.ts";
import { directEngine } from "../support/direct-engine.ts";
import { sideWith } from "../support/manifest.ts";
import { runCli, type Ran } from "../support/run-cli.ts";
import { runWords } from "../support/run-words.ts";
import { shopManifest } from "../support/small-manifest.ts";

function run(...words: readonly string[]): Promise<Ran> {
  const shop = sideWith(parseManifest(JSON.parse(JSON.stringify(shopManifest()))));
  return runWords(words, { readSide: async () => shop }, { sql: directEngine });
}

test("lineage as JSON has exactly the shape of the contract", async () => {
  const { code, stdout } = await run("lineage", "stg_orders", "--manifest", "shop", "--format", "json");

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
  const impact = await run("impact", "stg_orders", "--manifest", "shop", "--format", "json");
  const lineage = await run("lineage", "stg_orders", "--manifest", "shop", "--format", "json");

  expect(impact.code).toBe(0);
  expect(impact.stdout).toBe(lineage.stdout);
});

test("upstream shows what an object reads", async () => {
  const { stdout } = await run("lineage", "sales_board", "--manifest", "shop", "--upstream");

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
  const { stdout } = await run("lineage", "model.shop.orders", "--manifest", "shop");

  expect(stdout).toContain("├─ sales_board  exposure\n└─ 1 test\n");
});

test("lineage as Mermaid draws arrows from what is read to what reads it", async () => {
  const words = ["lineage", "sales_board", "--upstream", "--manifest", "shop", "--format", "mermaid"];

  const { stdout } = await run(...words);

  expect(stdout).toMatch(/^flowchart LR\n {2}n0\["sales_board \(exposure\)"\]/u);
  expect(stdout).toContain("n1 --> n0");
});

test("impact lists what matters most first", async () => {
  const { stdout } = await run("impact", "raw.orders", "--manifest", "shop");

  expect(stdout.indexOf("sales_board")).toBeLessThan(stdout.indexOf("stg_orders"));
  expect(stdout).toMatch(/critical +exposure +sales_board {2}\(3 steps away\)/u);
});

test.each([
  ["orders", "model.shop.orders\n  source.shop.raw.orders"],
  ["stg_order", "stg_orders"],
  ["stg_orders.order_total", "Write one of its columns, or leave the column out."],
])("%s is refused with what would work", async (node, advice) => {
  const ran = await run("lineage", node, "--manifest", "shop");

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(advice);
});

describe("of a column of the demo", () => {
  const demo = fileURLToPath(new URL("../../fixtures/projects/demo/head", import.meta.url));

  test("lineage shows each column under the one that it is made from; column names ignore case", async () => {
    const words = ["lineage", "mart_customer_value.Customer_ID", "--upstream", "--manifest", demo];

    const { code, stdout } = await runCli(words);

    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "mart_customer_value.customer_id  model",
        "└─ dim_customers.v2.customer_id  model  identity",
        "   └─ stg_customers.customer_id  model  identity",
        "      └─ shop.customers.id  source  identity",
        "",
        "3 objects upstream: 2 models, 1 source.",
        "",
      ].join("\n"),
    );
  });

  test("impact says which columns are computed from it, and whose rows it decides", async () => {
    const { stdout } = await runCli(["impact", "stg_orders.status", "--manifest", demo]);

    expect(stdout).toContain("fct_orders  (status; direct)");
    expect(stdout).toContain("mart_daily_sales  (its rows; 2 steps away)");
    expect(stdout).not.toContain("fct_order_lines");
  });

  test("Mermaid draws columns, and says on the arrows how they are used", async () => {
    const words = ["lineage", "stg_orders.status", "--manifest", demo, "--format", "mermaid"];

    const { stdout } = await runCli(words);

    expect(stdout).toContain('n0["stg_orders.status (model)"]');
    expect(stdout).toMatch(/n0 -->\|identity\| n\d/u);
    expect(stdout).toMatch(/n\d -->\|rows by filter\| n\d/u);
  });
});

function edge(from: string, to: string) {
  return { from: { uniqueId: from }, to: { uniqueId: to }, kind: "model", confidence: "high" };
}
