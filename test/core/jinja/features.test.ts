import { describe, expect, test } from "vitest";
import { render, type Feature } from "../../support/jinja.ts";
import { ASSIGNMENTS } from "./features/assignments.ts";
import { CONDITIONS } from "./features/conditions.ts";
import { DICTS } from "./features/dicts.ts";
import { FORMATTING } from "./features/formatting.ts";
import { LIST_FILTERS } from "./features/list-filters.ts";
import { LISTS } from "./features/lists.ts";
import { LOOPS } from "./features/loops.ts";
import { MACROS } from "./features/macros.ts";
import { NUMBERS } from "./features/numbers.ts";
import { STRINGS } from "./features/strings.ts";
import { TESTS } from "./features/tests.ts";
import { TEXT_FILTERS } from "./features/text-filters.ts";
import { TRUTH_AND_CONSTANTS } from "./features/truth-and-constants.ts";
import { WHITESPACE } from "./features/whitespace.ts";

/** Each output is that of Python's Jinja2 3.1.6 in dbt's environment: sandboxed, with `do` and loop controls. */
const FEATURES: readonly (readonly [about: string, features: readonly Feature[]])[] = [
  ["truth and constants", TRUTH_AND_CONSTANTS],
  ["numbers", NUMBERS],
  ["strings", STRINGS],
  ["formatting", FORMATTING],
  ["lists", LISTS],
  ["dicts", DICTS],
  ["list filters", LIST_FILTERS],
  ["text filters", TEXT_FILTERS],
  ["tests", TESTS],
  ["conditions", CONDITIONS],
  ["loops", LOOPS],
  ["assignments", ASSIGNMENTS],
  ["macros", MACROS],
  ["whitespace", WHITESPACE],
];

describe.each(FEATURES)("Jinja: %s", (_about, features) => {
  test.each(features)("%s", (_what, template, expected) => {
    expect(render(template)).toBe(expected);
  });
});
