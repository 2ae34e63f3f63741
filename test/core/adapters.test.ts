import { expect, test } from "vitest";
import { adapterTraits } from "../../src/core/adapters.ts";

test.each([
  ["postgres", ["check", "foreign_key", "not_null", "primary_key", "unique"]],
  ["snowflake", ["not_null"]],
  ["databricks", ["check", "not_null"]],
  ["spark", []],
  ["athena", []],
])("%s enforces what its adapter says that it enforces", (name, enforced) => {
  expect([...adapterTraits(name).enforces].sort()).toEqual(enforced);
});

test.each([[null], ["constructor"], ["an-adapter-nobody-knows"]])(
  "%s, which is not listed, gets dbt's own defaults",
  (name) => {
    expect([...adapterTraits(name).enforces].sort()).toEqual(["foreign_key", "not_null"]);
  },
);
