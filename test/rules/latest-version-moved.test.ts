import { expect, test } from "vitest";
import { latestVersionMoved } from "../../src/rules/latest-version-moved.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("one finding lists the references without a version, and no pinned one", () => {
  expect(checkFixture(latestVersionMoved, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.customers.v2" },
      facts: { before: "1", after: "2", users: ["churn"] },
      affected: ["model.shop.churn"],
    },
  ]);
});

test("a public model without readers here is a note", () => {
  expect(checkFixture(latestVersionMoved, "public-without-readers")).toMatchObject([
    { severity: "note", variant: "public" },
  ]);
});

test("when every reference is pinned nothing moves", () => {
  expect(checkFixture(latestVersionMoved, "silent")).toEqual([]);
});
