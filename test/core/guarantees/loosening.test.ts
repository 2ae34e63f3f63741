import { expect, test } from "vitest";
import { argumentLoosenings } from "../../../src/core/guarantees/argument-loosening.ts";
import { configLoosenings } from "../../../src/core/guarantees/loosening.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { parseTest } from "../../../src/core/manifest/parse-test.ts";

function dataTest(name: string, kwargs: JsonObject, config: JsonObject = {}) {
  const json = {
    test_metadata: { name, kwargs },
    attached_node: "model.shop.orders",
    depends_on: { nodes: ["model.shop.orders"] },
    config,
  };
  return parseTest({ id: `test.shop.${name}`, json });
}

const none = new Map<string, string>();

test.each<[string, string, Json, Json]>([
  ["accepted_values", "values", ["paid"], ["paid", "open"]],
  ["not_accepted_values", "values", ["test", "void"], ["void"]],
  ["accepted_range", "min_value", 0, -10],
  ["accepted_range", "max_value", 10, null],
  ["not_null_proportion", "at_least", 0.99, 0.9],
  ["expect_column_values_to_not_be_null", "row_condition", null, "paid"],
  ["expect_column_values_to_be_of_type", "mostly", null, 0.9],
  ["expect_compound_columns_to_be_unique", "column_list", ["id"], ["id", "day"]],
  ["recency", "interval", 1, 3],
])("%s is looser in %s, and stricter the other way round", (name, key, ...[before, after]) => {
  const [tight, loose] = [dataTest(name, { [key]: before }), dataTest(name, { [key]: after })];

  expect(argumentLoosenings(tight, loose, none).map(({ aspect }) => aspect)).toEqual([key]);
  expect(argumentLoosenings(loose, tight, none)).toEqual([]);
});

test("a key of other columns is another key, not a wider one", () => {
  const [before, after] = [
    dataTest("unique_combination_of_columns", { combination_of_columns: ["day", "code"] }),
    dataTest("unique_combination_of_columns", { combination_of_columns: ["order_id", "line"] }),
  ];

  expect(argumentLoosenings(before, after, none)).toEqual([]);
});

test("an argument whose direction is not known is not judged", () => {
  const [before, after] = [
    dataTest("expression_is_true", { expression: "amount > 0" }),
    dataTest("expression_is_true", { expression: "amount >= 0" }),
  ];

  expect(argumentLoosenings(before, after, none)).toEqual([]);
});

test.each<[string, Json, Json]>([
  ["severity", "ERROR", "warn"],
  ["where", null, "paid"],
  ["where", "paid", "paid and not test"],
  ["limit", null, 100],
  ["warn_if", null, ">10"],
  ["error_if", "!= 0", ">10"],
  ["fail_calc", "count(*)", "sum(n)"],
])("configuration %s from %s to %s is looser", (key, before, after) => {
  const found = configLoosenings(
    dataTest("not_null", {}, { [key]: before }),
    dataTest("not_null", {}, { [key]: after }),
  );

  expect(found.map(({ aspect }) => aspect)).toEqual([key]);
});

test.each<[string, Json, Json]>([
  ["severity", "warn", "ERROR"],
  ["severity", "ERROR", "error"],
  ["where", "paid", null],
  ["where", "paid  and open", "paid and\nopen"],
  ["limit", 100, null],
  ["error_if", ">10", null],
  ["error_if", null, "!= 0"],
])("configuration %s from %s to %s is not looser", (key, before, after) => {
  const found = configLoosenings(
    dataTest("not_null", {}, { [key]: before }),
    dataTest("not_null", {}, { [key]: after }),
  );

  expect(found).toEqual([]);
});

test("error_if means nothing on a test that only warns", () => {
  const found = configLoosenings(
    dataTest("not_null", {}, { severity: "warn" }),
    dataTest("not_null", {}, { severity: "warn", error_if: ">10" }),
  );

  expect(found).toEqual([]);
});
