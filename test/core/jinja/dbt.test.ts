import { describe, expect, test } from "vitest";
import { macroOf } from "../../../src/core/jinja/lazy-macro.ts";
import { parseTemplate } from "../../../src/core/jinja/parse-template.ts";
import { functionOf, listOf, type Value } from "../../../src/core/jinja/values.ts";
import { namesOf, render, rendering } from "../../support/jinja.ts";

/** Macros of a manifest, by their names and texts. */
function macros(texts: Readonly<Record<string, string>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, macroOf(name, text)]));
}

describe("return()", () => {
  test.each([
    ["gives a value, not a text", "{{ return([1, 2]) }}", "[1, 2]3"],
    ["ends the macro", "before {{ return([1, 2]) }} after {{ 1 // 0 }}", "[1, 2]3"],
    ["works with do", "{% do return([1, 2]) %}", "[1, 2]3"],
    [
      "works from inside of loops and conditions",
      "{% for i in [1] %}{% if i %}{{ return([i, 2]) }}{% endif %}{% endfor %}",
      "[1, 2]3",
    ],
    ["works from inside of a block of text", "{% set x %}{{ return([1, 2]) }}{% endset %}", "[1, 2]3"],
  ])("%s", (_what, body, expected) => {
    const names = namesOf(macros({ pair: `{% macro pair() %}${body}{% endmacro %}` }));

    expect(render("{% set p = pair() %}{{ p }}{{ p[0] + p[1] }}", names)).toBe(expected);
  });

  test("without a value gives None", () => {
    const names = namesOf(macros({ nothing: "{% macro nothing() %}x{{ return() }}{% endmacro %}" }));

    expect(render("{{ nothing() }} {{ nothing() is none }}", names)).toBe("None True");
  });

  test("in a call block ends the macro that called the block", () => {
    const names = namesOf(
      macros({
        around: "{% macro around() %}<{{ caller() }}>{% endmacro %}",
        outer: "{% macro outer() %}{% call around() %}{{ return(5) }}{% endcall %}!{% endmacro %}",
      }),
    );

    expect(render("{{ outer() }}", names)).toBe("5!");
  });

  test("outside of a macro is refused", () => {
    expect(render("\n{{ return(1) }}")).toEqual({ why: "`return()` stands outside of a macro.", line: 2 });
  });
});

describe("dbt's tags", () => {
  test.each([
    ["{% test not_negative(model, column_name) %}select {{ column_name }}{% endtest %}", "test_not_negative"],
    ["{% data_test not_negative(model) %}x{% enddata_test %}", "test_not_negative"],
    ["{% materialization view, default %}x{% endmaterialization %}", "materialization_view_default"],
    [
      "{% materialization table, adapter='duckdb' -%}x{%- endmaterialization %}",
      "materialization_table_duckdb",
    ],
    [
      "{% materialization table, adapter='snowflake', supported_languages=['sql', 'python'] %}x{% endmaterialization %}",
      "materialization_table_snowflake",
    ],
    ["{% snapshot orders_snapshot %}select 1{% endsnapshot %}", "snapshot_orders_snapshot"],
    ["{% docs orders %}Text with {{ braces }}.{% enddocs %}", "dbt_docs__orders"],
  ])("%s defines %s", (text, name) => {
    const parsed = parseTemplate(text);

    expect(parsed.parsed && parsed.template.body.map((part) => part.type === "macro" && part.name)).toEqual([
      name,
    ]);
    expect(render(`a${text}b`)).toBe("ab");
  });

  test("a materialization knows its languages", () => {
    const text = "{% materialization view, default %}{{ supported_languages }}{% endmaterialization %}";
    const names = namesOf({ build: macroOf("materialization_view_default", text) });

    expect(render("{{ build() }}", names)).toBe("['sql']");
  });

  test("a generic test takes its arguments from a dict", () => {
    const names = namesOf({
      ...macros({
        test_positive:
          "{% test positive(model, column_name) %}select {{ column_name }} from {{ model }}{% endtest %}",
      }),
    });

    expect(render("{{ test_positive(**{'model': 'orders', 'column_name': 'id'}) }}", names)).toBe(
      "select id from orders",
    );
  });
});

describe("a macro of a manifest", () => {
  test("is parsed at its first call only", () => {
    const names = namesOf(macros({ broken: "{% macro broken() %}{% if %}{% endmacro %}" }));

    expect(render("a{% if false %}{{ broken() }}{% endif %}b", names)).toBe("ab");
  });

  test("that cannot be parsed refuses the template that calls it, with both lines", () => {
    const names = namesOf(macros({ broken: "{% macro broken() %}\n\n{% if %}{% endmacro %}" }));

    expect(render("\n{{ broken() }}", names)).toEqual({
      why: "The macro broken cannot be read: Unexpected end of the block: an expression was expected. (line 3 of the macro)",
      line: 2,
    });
  });

  test("sees the names of the host, not those of the template that calls it", () => {
    const names = namesOf({
      ...macros({ show: "{% macro show() %}[{{ local }}{{ target }}]{% endmacro %}" }),
      target: "ci",
    });

    expect(render("{% set local = 1 %}{{ show() }}", names)).toBe("[ci]");
  });

  test("wins over Jinja's own function of the same name, and a local name over it", () => {
    const names = namesOf(macros({ range: "{% macro range(n) %}mine {{ n }}{% endmacro %}" }));

    expect(render("{{ range(3) }}{% set range = 5 %} {{ range }}", names)).toBe("mine 3 5");
  });

  test("may be given as a value, as dispatch does, and may call back", () => {
    const names = namesOf({
      ...macros({ default__double: "{% macro default__double(x) %}{{ return(x * 2) }}{% endmacro %}" }),
      dispatch: functionOf("dispatch", ([name], _kwargs, site) =>
        name === "double"
          ? macroOf("double", "{% macro double(x) %}{{ return(default__double(x)) }}{% endmacro %}")
          : site.refuse("No such macro."),
      ),
    });

    expect(render("{{ dispatch('double')(21) + 0 }}", names)).toBe("42");
    expect(render("{{ dispatch('triple')(21) }}", names)).toEqual({ why: "No such macro.", line: 1 });
  });

  test("where it refuses, the macro and its line are told beside the line of the template", () => {
    const names = namesOf(
      macros({
        inner: "{% macro inner() %}\n\n{{ missing.part }}{% endmacro %}",
        outer: "{% macro outer() %}\n{{ inner() }}{% endmacro %}",
      }),
    );

    expect(rendering("\n\n\n{{ outer() }}", names)).toEqual({
      rendered: false,
      why: "'missing' is undefined",
      line: 4,
      macro: { name: "inner", line: 3 },
      taints: [],
    });
  });
});

test("after a call block has called a macro, the line of the template is that of the block again", () => {
  const names = namesOf(
    macros({
      fine: "{% macro fine() %}x{% endmacro %}",
      around: "{% macro around() %}\n{{ caller() }}{{ missing() }}{% endmacro %}",
    }),
  );

  expect(rendering("\n{% call around() %}\n\n{{ fine() }}{% endcall %}", names)).toMatchObject({
    why: "'missing' is undefined",
    line: 2,
    macro: { name: "around", line: 2 },
  });
});

describe("a function of the host", () => {
  test("gets values, named values and the place of the call", () => {
    const seen: unknown[] = [];
    const names = namesOf({
      config: functionOf("config", (args, kwargs, site) => {
        seen.push([args, [...kwargs], site.line, site.macro]);
        return "";
      }),
      ...macros({ configure: "{% macro configure() %}\n{{ config('b') }}{% endmacro %}" }),
    });

    expect(render("\n{{ config('a', 1, materialized='table') }}{{ configure() }}", names)).toBe("\n\n");
    expect(seen).toEqual([
      [["a", 1n], [["materialized", "table"]], 2, null],
      [["b"], [], 2, "configure"],
    ]);
  });

  test("may call the block that it is given, and read it as text", () => {
    const names = namesOf({
      statement: functionOf("statement", (_args, kwargs, site) => {
        const caller = kwargs.get("caller");
        return caller === undefined ? "none" : `<${site.text(site.call(caller, []))}>`;
      }),
    });

    expect(
      render("{% set x = 1 %}{% call statement('q', fetch_result=true) %}select {{ x }}{% endcall %}", names),
    ).toBe("<select 1>");
  });

  test("may count work against the limits", () => {
    const names = namesOf({
      busy: functionOf("busy", (_args, _kwargs, site) => {
        site.spend(1_000_000_000);
        return null;
      }),
    });

    expect(render("{{ busy() }}", names)).toEqual({
      why: "The rendering takes more than 3000000 steps.",
      line: 1,
    });
  });

  test("sees what a template changes in a list that both hold", () => {
    const shared = listOf([]);

    expect(render("{% do shared.append(1) %}{{ shared }}", namesOf({ shared }))).toBe("[1]");
    expect(shared.items).toEqual([1n]);
  });
});
