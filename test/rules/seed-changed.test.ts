import { expect, test } from "vitest";
import { seedChanged } from "../../src/rules/seed-changed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a seed with another checksum fires and names what is built on it", () => {
  const found = checkFixture(seedChanged, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "seed.shop.regions" },
      evidence: [{ kind: "seed", path: "seeds/regions.csv" }],
      affected: ["model.shop.customers"],
    },
  ]);
});

test("the path that stands in for the checksum of a big seed says nothing about its rows", () => {
  expect(checkFixture(seedChanged, "silent")).toEqual([]);
});

test("column types are worded as such", () => {
  expect(checkFixture(seedChanged, "types")).toMatchObject([
    { variant: "types", evidence: [{ kind: "config", text: "column_types" }] },
  ]);
});
