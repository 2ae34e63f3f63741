import { describe, expect, test } from "vitest";
import { withoutConfigCalls } from "../../../src/core/diff/config-call.ts";

describe("the config() call at the top of a model", () => {
  test.each([
    ["one line", "{{ config(materialized='table') }}select 1", "select 1"],
    ["white-space control", "{{- config(tags=[\"a\", 'b']) -}}\nselect 1", "\nselect 1"],
    [
      "several lines",
      "{{\n  config(\n    unique_key = ['a', 'b'],\n    lookback = -3\n  )\n}}\nselect 1",
      "\nselect 1",
    ],
    [
      "dictionaries",
      "{{ config(partition_by={'field': 'day', 'range': {'end': 1.5}}) }} select 1",
      " select 1",
    ],
    ["comments before it", "-- orders\n{# note #}{{ config(enabled=true) }}select 1", "select 1"],
    [
      "Jinja in a hook, which the configuration keeps",
      '{{ config(post_hook="grant (a) on {{ this }}") }}x',
      "x",
    ],
    ["two of them", "{{ config(enabled=true) }}\n{{ config(tags='a') }}select 1", "select 1"],
    ["no arguments", "{{ config() }}x", "x"],
  ])("is left out: %s", (_what, code, rest) => {
    expect(withoutConfigCalls(code)).toBe(rest);
  });

  test.each([
    ["a call in it", "{{ config(materialized=var('m')) }}select 1"],
    ["a condition in it", "{{ config(enabled=target.name == 'prod') }}select 1"],
    ["a name in it", "{{ config(alias=other) }}select 1"],
    ["a concatenation in it", "{{ config(alias='a' ~ 'b') }}select 1"],
    ["a statement before it", "{% if x %}{{ config(enabled=true) }}{% endif %}select 1"],
    ["no end", "{{ config(enabled=true select 1"],
    ["an open string", "{{ config(alias='a) }}select 1"],
  ])("stays with %s", (_what, code) => {
    expect(withoutConfigCalls(code)).toBe(code);
  });

  test.each([
    ["strings", `{{ config(${"'a' ".repeat(50_000)}`],
    ["white space", `${" ".repeat(100_000)}select 1`],
    ["line comments", `${"-- ".repeat(50_000)}select 1`],
    ["block comments", `${"/* */".repeat(50_000)}select 1`],
    ["digits", `{{ config(x=${"1".repeat(100_000)}*2) }}`],
    ["words", `{{ config(${"x ".repeat(50_000)}) }}`],
  ])("is looked for in time linear in %s", (_what, code) => {
    expect(withoutConfigCalls(code)).toBe(code);
  });
});
