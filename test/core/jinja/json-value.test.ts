import { describe, expect, test } from "vitest";
import { valueOfJson } from "../../../src/core/jinja/json-value.ts";
import { namesOf, render } from "../../support/jinja.ts";

describe("a JSON value in a template", () => {
  test.each([
    [{ a: [1, 2.5, "x", null, true], b: {} }, "{'a': [1, 2.5, 'x', None, True], 'b': {}}"],
    [[], "[]"],
    [12_345_678_901, "12345678901"],
    [1e301, "1e+301"],
    [{ __proto__: 1, constructor: 2 }, "{'constructor': 2}"],
    [JSON.parse('{"__proto__": 1}'), "{'__proto__': 1}"],
  ])("%j prints as Python prints it", (json, expected) => {
    expect(render("{{ json }}", namesOf({ json: valueOfJson(json) }))).toBe(expected);
  });
});
