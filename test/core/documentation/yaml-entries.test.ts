import { describe, expect, test } from "vitest";
import { columnEntry, indexYaml } from "../../../src/core/documentation/yaml-entries.ts";

function find(text: string, key = "models orders") {
  return indexYaml([{ path: "a.yml", text }]).get(key);
}

describe("the entry of an object in a YAML file", () => {
  test.each([
    ["written in the usual way", "models:\n  - name: orders\n    description: x\n"],
    ["with the list at the margin", "models:\n- name: orders\n  description: x\n"],
    ["in quotes", "models:\n  - name: 'orders'\n    description: x\n"],
    ["with a comment", "models: # ours\n\n  # the orders\n  - name: orders # all\n    description: x\n"],
    [
      "behind another one",
      "models:\n  - name: a\n    columns:\n      - name: orders\n  - name: orders\n    description: x\n",
    ],
    ["below another section", "seeds:\n  - name: orders\nmodels:\n  - name: orders\n    description: x\n"],
  ])("is found %s", (_, text) => {
    const placed = find(text);

    expect(placed?.lines[(placed.entry.line ?? 0) - 1]).toMatch(/- name: '?orders/u);
    expect(placed?.entry.keys.get("description")?.value).toBe("x");
  });

  test.each([
    ["of a column alone", "models:\n  - name: a\n    columns:\n      - name: orders\n"],
    ["of a test alone", "models:\n  - name: a\n    data_tests:\n      - name: orders\n"],
    ["of a source", "sources:\n  - name: orders\n"],
    [
      "inside a text of several lines",
      "models:\n  - name: a\n    description: |\n      models:\n        - name: orders\n",
    ],
    ["in flow style", "models: [{name: orders}]\n"],
    ["behind another key", "models:\n  - description: x\n    name: orders\n"],
    ["with tabs", "models:\n\t- name: orders\n"],
    ["in a file that is too long", `models:\n  - name: orders\n${"# long\n".repeat(80_000)}`],
  ])("is not found %s", (_, text) => {
    expect(find(text)).toBeUndefined();
  });

  test("that stands in two files is not guessed", () => {
    const text = "models:\n  - name: orders\n";

    expect(
      indexYaml([
        { path: "a.yml", text },
        { path: "b.yml", text },
      ]).get("models orders"),
    ).toBeNull();
  });

  test("stands under its own section", () => {
    expect(find("snapshots:\n  - name: orders\n", "snapshots orders")).toMatchObject({ entry: { line: 2 } });
    expect(find("snapshots:\n  - name: orders\n")).toBeUndefined();
  });
});

describe("the column of an entry", () => {
  const text = `models:
  - name: orders
    columns:
      - name: ID
        data_tests:
          - name: amount
      - name: amount

    meta: {}
`;

  test("is found whatever its letter case, and not a test of its name", () => {
    const placed = find(text);

    expect(placed && columnEntry(placed, "id")?.line).toBe(4);
    expect(placed && columnEntry(placed, "AMOUNT")?.line).toBe(7);
    expect(placed && columnEntry(placed, "other")).toBeUndefined();
  });

  test("is missing where no columns are declared", () => {
    const placed = find("models:\n  - name: orders\n");

    expect(placed && columnEntry(placed, "id")).toBeUndefined();
  });
});

test("long lines of blanks, quotes and marks are read in time that grows with their length", () => {
  const line = `  - name: "a${" ".repeat(150_000)}${"'\"#".repeat(50_000)}\n`;

  expect(find(`models:\n${line}`)).toBeUndefined();
});
