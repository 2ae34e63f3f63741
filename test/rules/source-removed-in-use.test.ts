import { expect, test } from "vitest";
import { sourceRemovedInUse } from "../../src/rules/source-removed-in-use.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a source that is gone while a model reads it is an error", () => {
  expect(checkFixture(sourceRemovedInUse, "fires")).toMatchObject([
    {
      subject: { uniqueId: "source.shop.raw.payments" },
      evidence: [{ kind: "reference", uniqueId: "model.shop.stg_payments" }],
      affected: ["model.shop.stg_payments"],
      cause: "node:source.shop.raw.payments",
    },
  ]);
});

test("a source whose readers moved on is silent", () => {
  expect(checkFixture(sourceRemovedInUse, "silent")).toEqual([]);
});

test("a source that nothing in the project reads, but queries do, is a structural warning", () => {
  expect(checkFixture(sourceRemovedInUse, "queried")).toMatchObject([
    {
      subject: { uniqueId: "source.shop.raw.payments" },
      variant: "queried",
      severity: "warning",
      certainty: "structural",
      evidence: [{ kind: "query" }],
    },
  ]);
});
