import { expect, test } from "vitest";
import { snapshotChanged } from "../../src/rules/snapshot-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("fewer checked columns fire with both lists", () => {
  const found = checkFixture(snapshotChanged, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "snapshot.shop.customers_history" },
      facts: { settings: ["check_cols"] },
      evidence: [{ kind: "config", before: "email_domain, status", after: "status", text: "check_cols" }],
      affected: ["model.shop.customers"],
    },
  ]);
  expect(found[0]?.variant).toBeUndefined();
});

test("the same settings in another order or in dbt 1.9's words change nothing", () => {
  expect(checkFixture(snapshotChanged, "silent")).toEqual([]);
});

test("a new key is worded as such, whatever else changed with it", () => {
  expect(checkFixture(snapshotChanged, "key")).toMatchObject([
    { variant: "key", facts: { settings: ["unique_key", "check_cols"] } },
  ]);
});

test("another treatment of deleted rows is worded as such", () => {
  expect(checkFixture(snapshotChanged, "deletes")).toMatchObject([
    { variant: "deletes", evidence: [{ before: "invalidate", after: "new_record" }] },
  ]);
});
