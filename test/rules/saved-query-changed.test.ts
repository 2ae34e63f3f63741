import { expect, test } from "vitest";
import { savedQueryChanged } from "../../src/rules/saved-query-changed.ts";
import { checkFixture, fixtureContext } from "../support/rule-fixture.ts";

test("another grain and a new filter fire once", () => {
  expect(checkFixture(savedQueryChanged, "fires")).toMatchObject([
    {
      subject: { uniqueId: "saved_query.shop.revenue_by_day" },
      facts: { aspects: ["group_by", "where"] },
      evidence: [{ text: "group_by" }, { text: "where" }],
    },
  ]);
});

test("another order, label, spelling or schema of an environment stays silent", () => {
  expect(checkFixture(savedQueryChanged, "silent")).toEqual([]);
});

test("a metric that is only added is a note", () => {
  expect(checkFixture(savedQueryChanged, "metric-added")).toMatchObject([
    { severity: "note", facts: { aspects: ["metrics"] } },
  ]);
});

test("a removed export fires, an added one does not", () => {
  expect(checkFixture(savedQueryChanged, "export-removed")).toMatchObject([
    { variant: "exports", evidence: [{ text: "revenue_by_day" }] },
  ]);
});

test("a removed saved query names the exports that go with it", () => {
  expect(checkFixture(savedQueryChanged, "removed")).toMatchObject([
    { variant: "removed", evidence: [{ kind: "saved_query", before: "revenue_by_day" }] },
  ]);
});

test("a metric under its new name is left to the rule for that", () => {
  expect(savedQueryChanged.check(fixtureContext("metric-removed/renamed"))).toEqual([]);
});

test("an export that now writes another table fires", () => {
  expect(checkFixture(savedQueryChanged, "export-moved")).toMatchObject([
    {
      variant: "exports",
      evidence: [{ text: "revenue_by_day.alias", before: "revenue_by_day", after: "daily_revenue" }],
    },
  ]);
});
