import { expect, test } from "vitest";
import { incrementalParts } from "../../../src/core/diff/incremental-parts.ts";

test("what stands between an if that asks and its endif is inside, blocks within it included", () => {
  const { inside, outside } = incrementalParts(
    "select 1 {% if is_incremental() %} where {% if x %} a {% endif %} b {% else %} c {% endif %} order by 1",
  );

  expect(inside).toBe("{% if is_incremental() %} where {% if x %} a {% endif %} b {% else %} c {% endif %}");
  expect(outside).toBe("select 1  order by 1");
});

test("a value that is set for a block is inside, one that nobody in it reads is not", () => {
  const { inside, outside } = incrementalParts(
    "{% set days = 3 %}{% set unit = 'day' %}{%- if not is_incremental() -%}{%- else -%}{{ days }}{%- endif -%}",
  );

  expect(inside).toContain("set days");
  expect(outside).toBe("{% set unit = 'day' %}");
});

test("an expression that asks is inside", () => {
  const { inside, outside } = incrementalParts("select {{ 'a' if is_incremental() else 'b' }}, {{ c }}");

  expect(inside).toBe("{{ 'a' if is_incremental() else 'b' }}");
  expect(outside).toBe("select , {{ c }}");
});

test("code in a Jinja comment is nowhere", () => {
  expect(incrementalParts("a {# {% if is_incremental() %} x {% endif %} #}b").inside).toBe("");
});

test("a model without code has no parts", () => {
  expect(incrementalParts(null)).toMatchObject({ inside: "", outside: "" });
});

test("a text of nothing but openers is read at once", () => {
  const hostile = "{%".repeat(500_000);

  expect(incrementalParts(hostile).outside).toBe(hostile);
});
