import { expect, test } from "vitest";
import { schemaChangeIgnored } from "../../src/rules/schema-change-ignored.ts";
import { checkFixture } from "../support/rule-fixture.ts";

test("a new column of an incremental model fires when on_schema_change is left at ignore", () => {
  const found = checkFixture(schemaChangeIgnored, "fires");

  expect(found).toMatchObject([
    {
      subject: { uniqueId: "model.shop.orders" },
      facts: { columns: ["discount"] },
      certainty: "structural",
      evidence: [
        { kind: "column", column: "discount" },
        { kind: "config", text: "on_schema_change: ignore" },
      ],
      affected: ["model.shop.daily_revenue"],
    },
  ]);
});

test("the same column is fine with append_new_columns", () => {
  expect(checkFixture(schemaChangeIgnored, "silent")).toEqual([]);
});

test("an old column that is documented late is not a new column", () => {
  expect(checkFixture(schemaChangeIgnored, "documented-late")).toEqual([]);
});
