import { expect, test } from "vitest";
import { adapterTraits } from "../../../src/core/adapters.ts";
import { compareContracts, type ContractBreak } from "../../../src/core/diff/compare-contracts.ts";
import type { Json } from "../../../src/core/json.ts";
import type { Model } from "../../../src/core/manifest/project.ts";
import { sideOf } from "../../support/manifest.ts";

type Entry = Readonly<Record<string, Json>>;

const CONTRACT: Entry = {
  config: { materialized: "table" },
  contract: { enforced: true, checksum: "base" },
  columns: {
    order_id: { data_type: "int", constraints: [{ type: "not_null" }] },
    amount: { data_type: "numeric" },
  },
};

function modelOf(entry: Entry): Model {
  const node = sideOf({ nodes: { "model.shop.orders": entry } }).project.nodes["model.shop.orders"];
  if (node?.resourceType !== "model") throw new Error("the sketch holds no model");
  return node;
}

function breaksOf(base: Entry, head: Entry, adapter = "postgres"): readonly ContractBreak[] {
  return compareContracts(modelOf(base), modelOf(head), adapterTraits(adapter));
}

function kindsOf(base: Entry, head: Entry, adapter = "postgres"): readonly string[] {
  return breaksOf(base, head, adapter).map(({ kind }) => kind);
}

test("a contract that was not enforced in base cannot break", () => {
  const base = { ...CONTRACT, contract: { enforced: false } };

  expect(kindsOf(base, { ...CONTRACT, columns: {} })).toEqual([]);
});

test("equal checksums end the comparison, as in dbt", () => {
  expect(kindsOf(CONTRACT, { ...CONTRACT, columns: {} })).toEqual([]);
});

test("without checksums, as dbt 2.0 writes contracts, the parts decide", () => {
  const contract = { enforced: true };

  expect(kindsOf({ ...CONTRACT, contract }, { ...CONTRACT, contract, columns: {} })).toEqual([
    "columns_removed",
    "columns_removed",
  ]);
  expect(kindsOf({ ...CONTRACT, contract }, { ...CONTRACT, contract })).toEqual([]);
});

test("a contract that is no longer enforced breaks, and its columns are still compared", () => {
  const head = { ...CONTRACT, contract: { enforced: false }, columns: { order_id: { data_type: "int" } } };

  expect(kindsOf(CONTRACT, head)).toEqual([
    "contract_enforced_disabled",
    "columns_removed",
    "enforced_column_constraint_removed",
  ]);
});

test("a column is the same only under the very same name", () => {
  const columns = { ...Object(CONTRACT["columns"]), Amount: { data_type: "numeric" } };
  delete columns.amount;

  const breaks = breaksOf(CONTRACT, { ...CONTRACT, contract: { enforced: true, checksum: "head" }, columns });

  expect(breaks).toMatchObject([{ kind: "columns_removed", column: { name: "amount" } }]);
});

test("types are compared by text, and by meaning beside it", () => {
  const columns = {
    order_id: { data_type: "INT", constraints: [{ type: "not_null" }] },
    amount: { data_type: "float" },
  };

  const breaks = breaksOf(CONTRACT, { ...CONTRACT, contract: { enforced: true, checksum: "head" }, columns });

  expect(breaks).toEqual([
    {
      kind: "column_type_changes",
      column: "amount",
      before: "numeric",
      after: "float",
      difference: { kind: "narrowed" },
    },
    {
      kind: "column_type_changes",
      column: "order_id",
      before: "int",
      after: "INT",
      difference: { kind: "case" },
    },
  ]);
});

test("added columns, their order, descriptions and added constraints are no break", () => {
  const head = {
    ...CONTRACT,
    contract: { enforced: true, checksum: "head" },
    columns: {
      amount: { data_type: "numeric", description: "net", constraints: [{ type: "not_null" }] },
      order_id: { data_type: "int", constraints: [{ type: "not_null" }, { type: "unique" }] },
      currency: { data_type: "text" },
    },
  };

  expect(kindsOf(CONTRACT, head)).toEqual([]);
});

const KEYS: Entry = {
  ...CONTRACT,
  constraints: [
    { type: "primary_key", columns: ["order_id"] },
    {
      type: "foreign_key",
      columns: ["customer_id"],
      to: '"prod"."sales"."customers"',
      to_columns: ["customer_id"],
    },
  ],
};

test("constraints that the adapter does not enforce are marked: dbt does not count them", () => {
  const head = { ...CONTRACT, contract: { enforced: true, checksum: "head" } };
  const enforced = (adapter: string) =>
    breaksOf(KEYS, head, adapter).map((broken) => "isEnforced" in broken && broken.isEnforced);

  expect(enforced("postgres")).toEqual([true, true]);
  expect(enforced("snowflake")).toEqual([false, false]);
});

test("constraints of a view never reached the warehouse, so losing them breaks nothing", () => {
  const view = { config: { materialized: "view" } };

  const kinds = kindsOf(
    { ...KEYS, ...view },
    { ...CONTRACT, ...view, contract: { enforced: true, checksum: "head" } },
  );

  expect(kinds).toEqual([]);
});

test("a foreign key to the same table in the schema of another environment is the same", () => {
  const head = {
    ...KEYS,
    contract: { enforced: true, checksum: "head" },
    constraints: [
      { type: "primary_key", columns: ["order_id"] },
      {
        type: "foreign_key",
        columns: ["customer_id"],
        to: '"ci"."pr_42"."customers"',
        to_columns: ["customer_id"],
      },
    ],
  };

  expect(kindsOf(KEYS, head)).toEqual([]);
});

test("a constraint that reads otherwise is gone, and what took its place is said", () => {
  const base = {
    ...CONTRACT,
    constraints: [
      { type: "check", expression: "amount > 0" },
      { type: "check", expression: "order_id > 0" },
    ],
  };
  const head = {
    ...CONTRACT,
    contract: { enforced: true, checksum: "head" },
    constraints: [
      { type: "check", expression: "order_id > 0" },
      { type: "check", expression: "amount >= 0" },
    ],
  };

  expect(breaksOf(base, head)).toMatchObject([
    {
      kind: "enforced_model_constraint_removed",
      constraint: { expression: "amount > 0" },
      replacedBy: { expression: "amount >= 0" },
    },
  ]);
});

test("a table with constraints that becomes a view breaks; without constraints it does not", () => {
  const view = { config: { materialized: "view" }, contract: { enforced: true, checksum: "head" } };
  const bare = { ...CONTRACT, columns: { amount: { data_type: "numeric" } } };

  expect(breaksOf(CONTRACT, { ...CONTRACT, ...view })).toEqual([
    { kind: "materialization_changed", before: "table", after: "view" },
  ]);
  expect(kindsOf(bare, { ...bare, ...view })).toEqual([]);
});
