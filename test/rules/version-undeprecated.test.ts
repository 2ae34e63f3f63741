import { expect, test } from "vitest";
import { versionUndeprecated } from "../../src/rules/version-undeprecated.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a dropped deprecation date is named with the day that it had", () => {
  const [found, ...others] = checkFixture(versionUndeprecated, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.customers.v1" },
    evidence: [{ kind: "config", before: "2026-03-01", text: "deprecation_date" }],
  });
  expect(wordsOf(versionUndeprecated, found).title).toBe(
    "`customers.v1` is no longer deprecated: its date of 2026-03-01 was dropped",
  );
});

test("a new date, and the same instant written in another way, are silent", () => {
  expect(checkFixture(versionUndeprecated, "silent")).toEqual([]);
});

test("a later day is told with both days, an earlier one is not told", () => {
  expect(checkFixture(versionUndeprecated, "later")).toMatchObject([
    { variant: "later", facts: { before: "2026-03-01", after: "2026-09-01" } },
  ]);
  expect(checkFixture(versionUndeprecated, "earlier")).toEqual([]);
});
