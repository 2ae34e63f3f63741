import { expect, test } from "vitest";
import { columnTypeChanged } from "../../src/rules/column-type-changed.ts";
import type { Catalog } from "../../src/core/manifest/siblings.ts";
import { contextOf } from "../support/context.ts";
import { sideOf, type ManifestSketch } from "../support/manifest.ts";
import { checkFixture, checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a number that becomes a string is a warning with both types", () => {
  const found = checkFixture(columnTypeChanged, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      evidence: [{ column: "amount", before: "numeric", after: "text", text: "number to string" }],
      affected: ["model.shop.revenue"],
    },
  ]);
  expect(found[0]?.severity ?? columnTypeChanged.severity).toBe("warning");
});

test("a wider type is a note", () => {
  expect(checkFixture(columnTypeChanged, "wider")).toMatchObject([
    { subject: { column: "order_id" }, severity: "note", variant: "wider" },
  ]);
});

test("an alias and a larger size are silent", () => {
  expect(checkFixture(columnTypeChanged, "silent")).toEqual([]);
});

test("a declared type that changes without its SQL is documentation", () => {
  expect(checkFixture(columnTypeChanged, "declared-only")).toEqual([]);
});

test("a cast to a narrower type is a warning, through a CTE that is only passed on", async () => {
  const found = await checkSqlFixture(columnTypeChanged, "cast-narrowed");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders", column: "amount" },
      evidence: [{ before: "decimal(12, 2)", after: "int", text: "a narrower type" }],
      affected: ["model.shop.revenue"],
    },
  ]);
  expect(found[0]?.variant).toBeUndefined();
});

test("a cast of a column whose type is declared is told with both types", async () => {
  expect(await checkSqlFixture(columnTypeChanged, "cast-of-known-type")).toMatchObject([
    { evidence: [{ before: "numeric", after: "text", text: "number to string" }] },
  ]);
});

test("a cast of a column whose type nobody knows is a note", async () => {
  expect(await checkSqlFixture(columnTypeChanged, "cast-of-unknown-type")).toMatchObject([
    { variant: "cast", severity: "note", facts: { casts: "now to text" } },
  ]);
});

test("another spelling of a cast, and another value with a cast, are silent", async () => {
  expect(await checkSqlFixture(columnTypeChanged, "cast-alias")).toEqual([]);
  expect(await checkSqlFixture(columnTypeChanged, "other-value-with-cast")).toEqual([]);
});

const CHAIN = ["raw_orders", "stg_orders", "orders", "revenue", "report"];

/** Models that each read the one before, with `loaded_at` in the catalog of all. */
function chain(type: string, metadata: ManifestSketch["metadata"] = {}) {
  const ids = CHAIN.map((name) => `model.shop.${name}`);
  const nodes = ids.map((id, at) => [
    id,
    { raw_code: `select loaded_at::${type}`, depends_on: { nodes: ids.slice(Math.max(at - 1, 0), at) } },
  ]);
  const catalog: Catalog = {
    invocationId: "one-run",
    generatedAt: null,
    columns: Object.fromEntries(ids.map((id) => [id, [{ name: "loaded_at", type, index: 1 }]])),
  };
  return sideOf(
    { metadata: { invocation_id: "one-run", ...metadata }, nodes: Object.fromEntries(nodes) },
    catalog,
  );
}

test("the same change of a column and of all that pass it on is one finding", () => {
  const [found, ...others] = columnTypeChanged.check(
    contextOf({ base: chain("text"), head: chain("timestamp") }),
  );

  expect(others).toEqual([]);
  expect(found?.evidence).toHaveLength(4);
  expect(wordsOf(columnTypeChanged, found).title).toBe(
    "The type of `loaded_at` changed in the same way in 4 objects",
  );
});

test("what another warehouse calls a type is no other type", () => {
  const head = chain("TIMESTAMP", { adapter_type: "bigquery" });

  expect(columnTypeChanged.check(contextOf({ base: chain("text"), head }))).toEqual([]);
});
