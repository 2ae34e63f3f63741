import { expect, test } from "vitest";
import { exposureUndocumented } from "../../src/rules/exposure-undocumented.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a new exposure without an owner and a URL is named with what it lacks", () => {
  const [found, ...others] = checkFixture(exposureUndocumented, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "exposure.shop.weekly_revenue" },
    evidence: [{ kind: "description", text: "lacks an owner and a URL" }],
  });
  expect(wordsOf(exposureUndocumented, found).title).toBe(
    "The new exposure `weekly_revenue` lacks an owner and a URL",
  );
});

test("an old exposure is not asked, and an owner without a name is an owner", () => {
  expect(checkFixture(exposureUndocumented, "silent")).toEqual([]);
});

test("many exposures are one finding", () => {
  const found = checkFixture(exposureUndocumented, "many");

  expect(found).toHaveLength(1);
  expect(found[0]?.affected).toHaveLength(3);
  expect(wordsOf(exposureUndocumented, found[0]).title).toBe(
    "4 new exposures lack an owner, a description or a URL",
  );
});
