import { describe, expect, test } from "vitest";
import { macroOf } from "../../../src/core/jinja/lazy-macro.ts";
import { unknownOf } from "../../../src/core/jinja/values.ts";
import { namesOf, rendering } from "../../support/jinja.ts";

const NAMES = namesOf({
  start: unknownOf("__unknown_var_start__", "var start"),
  rows: unknownOf("__unknown_rows__", "query result"),
  show: macroOf("show", "{% macro show(x) %}\n{{ x }}{% endmacro %}"),
});

function outcome(template: string): readonly [text: string, taints: readonly string[]] {
  const result = rendering(template, NAMES);
  const taints = result.taints.map(({ reason, use, line }) => `${reason} ${use} ${line}`);
  return [result.rendered ? result.text : result.why, taints];
}

describe("what is unknown", () => {
  test.each([
    ["prints its marker", "a {{ start }} b", "a __unknown_var_start__ b", ["var start printed 1"]],
    [
      "prints inside of text that is put together",
      "\n{{ 'd' ~ start }} {{ '%s-%d' % (start, start) }} {{ '{}{:>3}'.format(start, 1) }}",
      "\nd__unknown_var_start__ __unknown_var_start__-__unknown_var_start__ __unknown_var_start__  1",
      ["var start printed 2"],
    ],
    ["is false", "{% if rows %}x{% else %}y{% endif %}{{ 1 if not rows }}", "y1", ["query result tested 1"]],
    [
      "is walked through as empty",
      "{% for r in rows %}x{% else %}none{% endfor %}",
      "none",
      ["query result iterated 1"],
    ],
    [
      "becomes an empty list",
      "{% set l = rows | list %}{% do l.append(1) %}{{ l }} {{ rows | length }}",
      "[1] 0",
      ["query result iterated 1"],
    ],
    [
      "has unknown attributes and items",
      "{{ rows.columns[0].name }}",
      "__unknown_rows__",
      ["query result called 1", "query result printed 1"],
    ],
    [
      "gives unknown when called",
      "{{ rows.table.columns.values()[0] }}",
      "__unknown_rows__",
      ["query result called 1", "query result printed 1"],
    ],
    [
      "stays unknown in arithmetic",
      "{{ start + 1 }} {{ -start }} {{ 2 * start }}",
      "__unknown_var_start__ __unknown_var_start__ __unknown_var_start__",
      ["var start called 1", "var start printed 1"],
    ],
    [
      "stays unknown through filters",
      "{{ start | upper }} {{ start | int }} {{ rows | map('upper') | join(',') }} {{ rows | first }}",
      "__unknown_var_start__ __unknown_var_start__ __unknown_rows__ __unknown_rows__",
      ["var start called 1", "var start printed 1", "query result called 1", "query result printed 1"],
    ],
    [
      "makes what needs it unknown",
      "{{ range(start) }} {{ 'abc'.zfill(start) }} {{ [1, 2][start] }} {{ 'abc'[start:] }} {{ 5 | round(start) }}",
      "__unknown_var_start__ __unknown_var_start__ __unknown_var_start__ __unknown_var_start__ __unknown_var_start__",
      ["var start called 1", "var start printed 1"],
    ],
    [
      "equals nothing, not even itself",
      "{{ start == 'x' }} {{ start == start }} {{ start != 1 }} {{ start < 1 }} {{ start in [start] }} {{ 'a' in rows }}",
      "False False True False False False",
      ["var start tested 1", "query result iterated 1"],
    ],
    [
      "is neither none nor a string",
      "{{ start is none }} {{ start is string }} {{ start is mapping }} {{ start is iterable }}",
      "False False False True",
      ["var start tested 1"],
    ],
    ["is defined, for certain", "{{ 'x' if start is defined }}", "x", []],
    [
      "takes the default of a false value, not of an undefined one",
      "{{ start | default('a', true) }} {{ start | default('a') }}",
      "a __unknown_var_start__",
      ["var start tested 1", "var start printed 1"],
    ],
    [
      "unpacks into what is unknown",
      "{% set a, b = rows %}{{ a }}{{ b }}",
      "__unknown_rows____unknown_rows__",
      ["query result called 1", "query result printed 1"],
    ],
    [
      "may be passed and kept without a taint",
      "{% set x = start %}{% macro m(y) %}a{% endmacro %}{{ m(x) }}{% set l = [x] %}{% set d = {'k': x} %}{{ l | length }}{{ d.k is defined }}",
      "a1True",
      [],
    ],
    [
      "is named arguments that are not there",
      "{{ dict(a=1, **rows) }}",
      "{'a': 1}",
      ["query result iterated 1"],
    ],
    [
      "prints inside of lists and JSON",
      "{{ [start] }} {{ [start] | tojson }} {{ ','.join([start]) }}",
      '[__unknown_var_start__] ["__unknown_var_start__"] __unknown_var_start__',
      ["var start printed 1"],
    ],
    ["can be a random choice", "{{ [1, 2] | random }}", "__unknown_random__", ["a random choice printed 1"]],
  ])("%s", (_what, template, ...expected) => {
    expect(outcome(template)).toEqual(expected);
  });

  test("a width that is unknown is refused", () => {
    expect(outcome("{{ '%*d' % (start, 1) }}")).toEqual([
      "A number is needed that is unknown: __unknown_var_start__.",
      [],
    ]);
  });

  test("a taint tells the macro and the line in it", () => {
    const result = rendering("\n\n{{ show(start) }}", NAMES);

    expect(result.taints).toEqual([{ reason: "var start", use: "printed", line: 2, macro: "show" }]);
  });

  test("may have several reasons, each of which is told", () => {
    const both = unknownOf("?", "var a", "var b");

    expect(rendering("{{ both }}", namesOf({ both })).taints.map(({ reason }) => reason)).toEqual([
      "var a",
      "var b",
    ]);
  });

  test("what was unknown before a refusal is told with it", () => {
    const result = rendering("{% for r in rows %}{% endfor %}{{ missing() }}", NAMES);

    expect(result).toMatchObject({ rendered: false, taints: [{ reason: "query result", use: "iterated" }] });
  });
});
