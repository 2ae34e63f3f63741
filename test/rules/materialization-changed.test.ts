import { expect, test } from "vitest";
import { materializationChanged } from "../../src/rules/materialization-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a table that becomes a view is a note that names its readers", () => {
  const [found, ...others] = checkFixture(materializationChanged, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    variant: "view",
    affected: ["model.shop.daily_revenue"],
    evidence: [{ kind: "config", before: "table", after: "view", text: "materialized" }],
  });
  expect(found?.severity).toBeUndefined();
});

test("another setting of the model is not a change of its materialization", () => {
  expect(checkFixture(materializationChanged, "silent")).toEqual([]);
});

test("one setting that changes more than three models is one finding", () => {
  const [found, ...others] = checkFixture(materializationChanged, "many");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    variant: "many",
    facts: { count: 4, before: "view", after: "table" },
    affected: ["model.shop.orders", "model.shop.payments", "model.shop.refunds"],
  });
});

test("a model that was the slowest of its run is a warning, with its seconds", () => {
  const [found] = checkFixture(materializationChanged, "slow");

  expect(found).toMatchObject({ severity: "warning", variant: "rebuilt" });
  expect(found?.evidence).toContainEqual({
    kind: "run",
    uniqueId: "model.shop.orders",
    text: "413 s in the last run",
  });
});

test("a model that becomes ephemeral under an exposure is a warning", () => {
  const [found] = checkFixture(materializationChanged, "exposed-ephemeral");

  expect(found).toMatchObject({ severity: "warning", variant: "ephemeral" });
  expect(found?.affected).toEqual(["exposure.shop.finance_dashboard"]);
});
