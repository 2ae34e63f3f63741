import { jsonText } from "../python/json-text.ts";
import { floatIn, integerIn } from "../python/convert.ts";
import { is, numberOf } from "../python/kinds.ts";
import { rounded } from "../python/rounded.ts";
import { truthOf } from "../python/truth.ts";
import { asNumber } from "../python/convert.ts";
import { plainAttributeOf } from "../run/attributes.ts";
import { Refusal } from "../refusal.ts";
import type { Value } from "../values.ts";
import { builtin, type Builtins } from "./builtin.ts";
import type { Given } from "./given.ts";

/** Filters of numbers, and those that take any value. dbt's `as_text` and its like leave a value as it is. */
export const VALUE_FILTERS: Builtins = new Map([
  ["abs", builtin("", absolute)],
  ["as_bool", builtin("", ({ input }) => input)],
  ["as_native", builtin("", ({ input }) => input)],
  ["as_number", builtin("", ({ input }) => input)],
  ["as_text", builtin("", ({ input }) => input)],
  ["attr", builtin("name", (given) => plainAttributeOf(given.input, given.text("name"), given.run))],
  ["d", builtin("default_value boolean", defaulted)],
  ["default", builtin("default_value boolean", defaulted)],
  ["float", builtin("default", (given) => toFloat(given))],
  ["int", builtin("default base", (given) => toInteger(given))],
  ["round", builtin("precision method", round)],
  ["tojson", builtin("indent", toJson)],
]);

function absolute({ input }: Given): Value {
  const number = asNumber(input);
  if (typeof number === "bigint") return number < 0n ? -number : number;
  return Math.abs(number);
}

function defaulted(given: Given): Value {
  const { input, run } = given;
  const lacks = is(input, "undefined") || (given.flag("boolean", false) && !truthOf(input, run));
  return lacks ? given.value("default_value", "") : input;
}

function toFloat(given: Given): Value {
  const { input } = given;
  const number = typeof input === "string" ? floatIn(input) : definedNumber(input);
  return number === null ? given.value("default", 0) : Number(number);
}

function toInteger(given: Given): Value {
  const { input } = given;
  if (typeof input === "string") {
    const integer = integerIn(input, Number(given.integer("base") ?? 10n));
    if (integer !== null) return integer;
  }
  const number = typeof input === "string" ? floatIn(input) : definedNumber(input);
  if (typeof number === "bigint") return number;
  return number !== null && Number.isFinite(number) ? BigInt(Math.trunc(number)) : given.value("default", 0n);
}

function definedNumber(input: Value): bigint | number | null {
  if (is(input, "undefined")) throw new Refusal(input.why);
  return numberOf(input);
}

function round(given: Given): Value {
  const number = asNumber(given.input);
  const digits = Number(given.integer("precision") ?? 0n);
  const method = given.text("method", "common");
  if (method === "common") return rounded(number, digits);
  if (method !== "ceil" && method !== "floor") throw new Refusal("method must be common, ceil or floor");
  const unit = 10 ** digits;
  return Math[method](Number(number) * unit) / unit;
}

/** Jinja escapes what HTML would take for a tag, and sorts keys. */
function toJson(given: Given): string {
  const indent = given.integer("indent");
  const style = { sortKeys: true, indent: indent === null ? null : given.size("indent", 0) };
  return jsonText(given.input, style, given.run).replaceAll(
    /[<>&']/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}
