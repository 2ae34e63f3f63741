import { describe, expect, test } from "vitest";
import { render } from "../../support/jinja.ts";

const MILLION = 1_000_000;
const NESTING = "Blocks or expressions stand more than 100 levels deep in each other.";
const TOKENS = "The template has more than 300000 tokens.";

describe("five million characters are read in time that grows with their number", () => {
  test.each([
    ["of begins of outputs", "{{".repeat(2.5 * MILLION), NESTING],
    ["of begins of blocks", "{%".repeat(2.5 * MILLION), "Unexpected `{`: name was expected."],
    ["of begins of comments", "{#".repeat(2.5 * MILLION), "A comment is not closed."],
    ["in a string without end", `{{ '${"a".repeat(5 * MILLION)}`, "A string is not closed."],
    ["of backslashes in a string", `{{ '${"\\".repeat(5 * MILLION)}`, "A string is not closed."],
    ["of begins in a raw block", `{% raw %}${"{%".repeat(2.5 * MILLION)}`, "A raw block is not closed."],
    [
      "of ends of raw that are none",
      `{% raw %}${"{% endraw ".repeat(MILLION / 2)}`,
      "A raw block is not closed.",
    ],
    [
      "of spaces in an output",
      `{{${" ".repeat(5 * MILLION)}`,
      "Unexpected end of the template: an expression was expected.",
    ],
    ["of one number", `{{ ${"1_".repeat(2.5 * MILLION)}`, "A number has more than 600 digits."],
    ["of numbers", `{{ ${"1 ".repeat(2.5 * MILLION)}`, "Unexpected integer: end of the output was expected."],
    ["of items", `{{ [${"1,".repeat(2.5 * MILLION)}] }}`, TOKENS],
    ["of indexes", `{{ a${".1".repeat(2.5 * MILLION)} }}`, TOKENS],
    ["of ifs", "{% if a %}".repeat(MILLION / 2), NESTING],
    ["of outputs", "{{ 1 }}".repeat(MILLION / 2), TOKENS],
    ["of unclosed brackets", `{{ ${"([{".repeat(1.6 * MILLION)}`, NESTING],
  ])("%s", (_what, template, why) => {
    expect(render(template)).toMatchObject({ why });
  });

  test.each([
    ["of a name", `{{ ${"a".repeat(5 * MILLION)}\u00e9 }}`, ""],
    ["of spaces before a minus", `${" ".repeat(5 * MILLION)}{{- 1 }}`, "1"],
    ["of spaces after a minus", `{{ 1 -}}${" ".repeat(5 * MILLION)}`, "1"],
    ["of comments", "{# a #}".repeat(MILLION / 2), ""],
    ["of text with braces", "{ % } ".repeat(MILLION / 2), "{ % } ".repeat(MILLION / 2)],
  ])("%s", (_what, template, text) => {
    expect(render(template) === text).toBe(true);
  });
});
