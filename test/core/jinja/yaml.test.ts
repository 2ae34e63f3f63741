import { describe, expect, test } from "vitest";
import { readYaml } from "../../../src/core/jinja/yaml/read-yaml.ts";
import { renderIn } from "../../support/render-job.ts";

/** What Python prints of a YAML text that was read. */
function printed(yaml: string): string {
  const source = `{% set text %}{% raw %}${yaml}{% endraw %}{% endset %}{{ fromyaml(text) }}`;
  const rendering = renderIn({}, source);
  return rendering.state === "rendered" ? rendering.sql : rendering.why;
}

const VAULT = `
source_model: raw_orders  # the landing table
derived_columns:
  RECORD_SOURCE: '!shop: orders'
  LOAD_DATE: "CURRENT_TIMESTAMP()"
hashed_columns:
  ORDER_PK: ORDERID
  ORDER_PRODUCT_PK:
  - PRODUCTID
  - ORDERID
  ORDER_HASHDIFF:
    is_hashdiff: true
    columns: [STATUS,
      'SHIP#DATE',
    ]
`;

describe("fromyaml", () => {
  test("reads the metadata of a Data Vault stage", () => {
    expect(printed(VAULT)).toBe(
      "{'source_model': 'raw_orders', 'derived_columns': {'RECORD_SOURCE': '!shop: orders', 'LOAD_DATE': 'CURRENT_TIMESTAMP()'}, 'hashed_columns': {'ORDER_PK': 'ORDERID', 'ORDER_PRODUCT_PK': ['PRODUCTID', 'ORDERID'], 'ORDER_HASHDIFF': {'is_hashdiff': True, 'columns': ['STATUS', 'SHIP#DATE']}}}",
    );
  });

  test.each([
    [
      "scalars as YAML 1.1 has them",
      "[yes, Off, ~, 012, 0x1f, 1_000, 1.50, 1e3, -7, 2024-01-31, 'no']",
      "[True, False, None, 10, 31, 1000, 1.5, '1e3', -7, '2024-01-31', 'no']",
    ],
    [
      "a list of maps",
      "- name: a\n  tests:\n    - unique\n- name: b\n",
      "[{'name': 'a', 'tests': ['unique']}, {'name': 'b'}]",
    ],
    ["lists in one line of a list", "- - 1\n  - 2\n- [3, {a: 4, b: }]", "[[1, 2], [3, {'a': 4, 'b': None}]]"],
    ["keys that are no names", "'a b': 1\n2: x\ntrue: y", "{'a b': 1, 2: 'x', True: 'y'}"],
    ["escapes", String.raw`"a\tb\"\u00e9\x41": 'it''s'`, String.raw`{'a\tb"éA': "it's"}`],
    [
      "a text that goes on below",
      "a: one\n  two\nb: http://x.y/z#1",
      "{'a': 'one two', 'b': 'http://x.y/z#1'}",
    ],
    [
      "blocks of text",
      "a: |\n  x  # no comment\n\n    y\nb: >-\n  one\n  two\n\n  three\nc: |+\n  z\n\n",
      "{'a': 'x  # no comment\\n\\n  y\\n', 'b': 'one two\\nthree', 'c': 'z\\n\\n'}",
    ],
    ["empty values", "a:\nb: ''\nc: # nothing\n", "{'a': None, 'b': '', 'c': None}"],
    ["a document that is marked", "---\na: 1\n", "{'a': 1}"],
    ["the last of two equal keys", "a: 1\na: 2", "{'a': 2}"],
    ["nothing", "\n# nothing\n", "None"],
  ])("reads %s", (_what, yaml, text) => {
    expect(printed(yaml)).toBe(text);
  });

  test.each([
    ["an anchor", "a: &x 1"],
    ["an alias", "a: *x"],
    ["a tag", "a: !!binary aGk="],
    ["a merge", "a:\n  <<: {b: 1}"],
    ["two documents", "a: 1\n---\nb: 2"],
    ["a list that is not closed", "a: [1, 2"],
    ["a quote that is not closed", 'a: "x'],
    ["a key inside of a value", "a: b: c"],
    ["a line without a key", "a: 1\nb"],
    ["an indention that fits nothing", "a:\n    b: 1\n  c: 2"],
    ["a tab", "a:\n\tb: 1"],
    ["what follows a list", "[1] 2"],
    ["an escape that there is not", String.raw`"\q"`],
  ])("does not make something up of %s", (_what, yaml) => {
    expect(readYaml(yaml)).toBeUndefined();
    expect(renderIn({}, "{{ fromyaml('a: [') }}")).toMatchObject({ unknowns: ["fromyaml"] });
  });

  test.each([
    ["brackets", "[".repeat(20_000)],
    ["closed brackets", "[".repeat(20_000) + "]".repeat(20_000)],
    ["items", "- ".repeat(20_000)],
    ["indention", Array.from({ length: 500 }, (_none, at) => `${" ".repeat(at)}a:`).join("\n")],
    ["digits", `a: ${"9".repeat(100_000)}`],
    ["quotes", `a: ${"'".repeat(100_001)}`],
    ["escapes", `a: "${String.raw`\"`.repeat(50_000)}`],
    ["lines with open quotes", `a: "${String.raw`\"`.repeat(450)} # x\n`.repeat(100)],
    ["colons", ": ".repeat(50_000)],
    ["hashes", "a #".repeat(50_000)],
  ])("many %s end soon", (_what, yaml) => {
    expect(() => readYaml(yaml)).not.toThrow();
  });

  test("a text that is unknown stays unknown", () => {
    expect(renderIn({}, "{{ fromyaml(var('columns')).a }}")).toMatchObject({ unknowns: ["var('columns')"] });
  });
});
