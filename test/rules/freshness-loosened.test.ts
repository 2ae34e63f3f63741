import { expect, test } from "vitest";
import { freshnessLoosened } from "../../src/rules/freshness-loosened.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a threshold that is longer in head is named with both values", () => {
  const [found, ...others] = checkFixture(freshnessLoosened, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "source.shop.raw.orders" },
    evidence: [{ kind: "freshness", before: "12 hours", after: "1 day", text: "warn_after" }],
  });
  expect(wordsOf(freshnessLoosened, found).title).toBe(
    "Freshness of `raw.orders` is checked less strictly: warn_after 12 hours to 1 day",
  );
});

test("a shorter threshold, the same one in another unit, and a field of an unchecked table are silent", () => {
  expect(checkFixture(freshnessLoosened, "silent")).toEqual([]);
});

test("the same edit on every table of a source is one finding", () => {
  const [found, ...others] = checkFixture(freshnessLoosened, "whole-source");

  expect(others).toEqual([]);
  expect(found?.affected).toHaveLength(3);
  expect(wordsOf(freshnessLoosened, found).title).toBe(
    "Freshness of 4 tables of `raw` is checked less strictly: warn_after removed, error_after removed",
  );
});

test("a new filter and another timestamp measure something else", () => {
  expect(checkFixture(freshnessLoosened, "measured-otherwise")).toMatchObject([
    { facts: { how: "a filter was added, loaded_at_field changed" } },
  ]);
});

test("a model may be built less often", () => {
  expect(checkFixture(freshnessLoosened, "model")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      variant: "model",
      facts: { how: "build_after 1 hour to 4 hours" },
    },
  ]);
});
