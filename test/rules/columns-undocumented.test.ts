import { expect, test } from "vitest";
import { columnsUndocumented } from "../../src/rules/columns-undocumented.ts";
import { checkFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("the new columns of a model are one finding that brings the YAML to paste", () => {
  const [found, ...others] = checkFixture(columnsUndocumented, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    evidence: [{ column: "amount" }, { column: "status" }],
  });
  expect(wordsOf(columnsUndocumented, found)).toMatchObject({
    title: "2 new columns of `orders` have no description",
    fix: [
      "Describe them in the YAML of `orders`:",
      "models:",
      "  - name: orders",
      "    columns:",
      "      - name: amount",
      '        description: ""',
      "      - name: status",
      '        description: ""',
    ].join("\n"),
  });
});

test("a described new column is silent, and so is one that is only declared now", () => {
  expect(checkFixture(columnsUndocumented, "silent")).toEqual([]);
});

test("the catalog knows columns of a new model that the YAML does not", () => {
  expect(checkFixture(columnsUndocumented, "new-model")).toMatchObject([
    { subject: { uniqueId: "model.shop.orders", column: "AMOUNT" }, variant: "one" },
  ]);
});

test("a new model without any documentation is left to the rule on models", () => {
  expect(checkFixture(columnsUndocumented, "bare-model")).toEqual([]);
});

test("a project that describes fewer than one in ten columns is left in peace", () => {
  expect(checkFixture(columnsUndocumented, "nobody-documents")).toEqual([]);
});
