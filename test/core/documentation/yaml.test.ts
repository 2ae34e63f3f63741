import { expect, test } from "vitest";
import { columnsYaml } from "../../../src/core/documentation/yaml.ts";

test("names that YAML would read as something else are quoted", () => {
  const yaml = columnsYaml("orders", ["yes", "Order ID", "a: b", "amount"]);

  expect(yaml.split("\n").filter((line) => line.includes("- name"))).toEqual([
    "  - name: orders",
    '      - name: "yes"',
    '      - name: "Order ID"',
    '      - name: "a: b"',
    "      - name: amount",
  ]);
});

test("at most ten columns are shown, and the rest is counted", () => {
  const yaml = columnsYaml(
    "orders",
    Array.from({ length: 12 }, (_, index) => `column_${index}`),
  );

  expect(yaml.match(/description/gu)).toHaveLength(10);
  expect(yaml).toMatch(/# and 2 more$/u);
});
