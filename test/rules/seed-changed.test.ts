import { expect, test } from "vitest";
import { seedChanged } from "../../src/rules/seed-changed.ts";
import { contextOf } from "../support/context.ts";
import { sideOf } from "../support/manifest.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

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

test.each([
  ["rows", { checksum: { name: "sha256", checksum: "b2" } }, "The rows of 4 seeds changed"],
  [
    "column types",
    { config: { column_types: { id: "integer" } } },
    "Column types of 4 seeds changed in the same way",
  ],
])("the %s of many seeds are one finding", (_what, over, title) => {
  const names = ["cities", "countries", "currencies", "regions"];
  const seeds = (more: typeof over | Readonly<Record<string, never>>) =>
    sideOf({
      nodes: Object.fromEntries(
        names.map((name) => [`seed.shop.${name}`, { checksum: { name: "sha256", checksum: "a1" }, ...more }]),
      ),
    });

  const [found, ...others] = seedChanged.check(contextOf({ base: seeds({}), head: seeds(over) }));

  expect(others).toEqual([]);
  expect(found?.affected).toEqual(["seed.shop.countries", "seed.shop.currencies", "seed.shop.regions"]);
  expect(wordsOf(seedChanged, found).title).toBe(title);
});
