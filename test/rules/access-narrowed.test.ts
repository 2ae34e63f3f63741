import { expect, test } from "vitest";
import { accessNarrowed } from "../../src/rules/access-narrowed.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a private model that another group refers to is an error", () => {
  expect(checkFixture(accessNarrowed, "fires")).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      severity: "error",
      variant: "private",
      evidence: [{ before: "protected", after: "private to finance" }, { uniqueId: "model.shop.campaigns" }],
      affected: ["model.shop.campaigns"],
    },
  ]);
});

test("without a reader outside the new scope it is a note", () => {
  const found = checkFixture(accessNarrowed, "nobody-outside");

  expect(found).toMatchObject([{ subject: { uniqueId: "model.shop.orders" }, affected: [] }]);
  expect(found[0]?.severity ?? accessNarrowed.severity).toBe("note");
});

test("opening a model is silent", () => {
  expect(checkFixture(accessNarrowed, "silent")).toEqual([]);
});
