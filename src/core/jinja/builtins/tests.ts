import { compute } from "../python/arithmetic.ts";
import { contains } from "../python/contains.ts";
import { equals } from "../python/equal.ts";
import { is, isTyped, numberOf } from "../python/kinds.ts";
import { ordered } from "../python/order.ts";
import { truthOf } from "../python/truth.ts";
import { Refusal } from "../refusal.ts";
import type { Applied } from "../run/engine.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";
import { apply } from "./apply.ts";
import { builtin, type Builtin, type Builtins } from "./builtin.ts";
import { isLower, isUpper } from "./character-tests.ts";
import { FILTERS } from "./filters.ts";
import type { Given } from "./given.ts";

const ITERABLE: ReadonlySet<string> = new Set([
  "list",
  "tuple",
  "dict",
  "set",
  "range",
  "iterator",
  "undefined",
]);
const SEQUENCE: ReadonlySet<string> = new Set(["list", "tuple", "dict", "range", "undefined"]);
const CALLABLE: ReadonlySet<string> = new Set(["function", "macro", "undefined"]);

const EQUAL = builtin("other", (given) => equals(given.input, given.value("other"), given.run));
const UNEQUAL = builtin("other", (given) => !equals(given.input, given.value("other"), given.run));
const GREATER = orderTest(">");
const GREATER_EQUAL = orderTest(">=");
const LESS = orderTest("<");
const LESS_EQUAL = orderTest("<=");

const TESTS: Builtins = new Map([
  ["!=", UNEQUAL],
  ["<", LESS],
  ["<=", LESS_EQUAL],
  ["==", EQUAL],
  [">", GREATER],
  [">=", GREATER_EQUAL],
  ["boolean", kindTest((value) => typeof value === "boolean")],
  [
    "callable",
    kindTest((value) => hasKind(value, CALLABLE) || (is(value, "host") && value.call !== undefined)),
  ],
  ["defined", kindTest((value) => !is(value, "undefined"))],
  ["divisibleby", builtin("num", (given) => leaves(given, given.value("num"), 0n))],
  ["eq", EQUAL],
  ["equalto", EQUAL],
  ["escaped", kindTest(() => false)],
  ["even", builtin("", (given) => leaves(given, 2n, 0n))],
  ["false", kindTest((value) => value === false)],
  ["filter", kindTest((value) => typeof value === "string" && FILTERS.has(value))],
  ["float", kindTest((value) => typeof value === "number")],
  ["ge", GREATER_EQUAL],
  ["greaterthan", GREATER],
  ["gt", GREATER],
  ["in", builtin("seq", (given) => contains(given.value("seq"), given.input, given.run))],
  ["integer", kindTest((value) => typeof value === "bigint")],
  ["iterable", kindTest(isIterable)],
  ["le", LESS_EQUAL],
  ["lessthan", LESS],
  ["lower", builtin("", (given) => isLower(given.inputText()))],
  ["lt", LESS],
  ["mapping", kindTest((value) => is(value, "dict") || (is(value, "host") && value.mapping === true))],
  ["ne", UNEQUAL],
  ["none", kindTest((value) => value === null)],
  ["number", kindTest((value) => numberOf(value) !== null)],
  ["odd", builtin("", (given) => leaves(given, 2n, 1n))],
  ["sameas", builtin("other", (given) => given.input === given.value("other"))],
  ["sequence", kindTest(isSequence)],
  ["string", kindTest((value) => typeof value === "string")],
  ["test", kindTest((value) => typeof value === "string" && hasTest(value))],
  ["true", kindTest((value) => value === true)],
  ["undefined", kindTest((value) => is(value, "undefined"))],
  ["upper", builtin("", (given) => isUpper(given.inputText()))],
]);

/** Applies a test by its name. What is unknown is defined and iterable; every other test of it fails, with a taint. */
export function applyTest(name: string, { input, passed }: Applied, run: Rendering): boolean {
  const test = TESTS.get(name);
  if (test === undefined) throw new Refusal(`No test named '${name}'.`);
  if (is(input, "unknown")) return testUnknown(name, input.reasons, run);
  return truthOf(apply({ name, builtin: test, input }, passed, run), run);
}

function testUnknown(name: string, reasons: readonly string[], run: Rendering): boolean {
  if (name === "defined") return true;
  run.taint({ reasons }, "tested");
  return name === "iterable";
}

function hasTest(name: string): boolean {
  return TESTS.has(name);
}

function kindTest(holds: (value: Value) => boolean): Builtin {
  return builtin("", ({ input }) => holds(input));
}

function orderTest(order: "<" | "<=" | ">" | ">="): Builtin {
  return builtin("other", (given) => ordered(order, [given.input, given.value("other")], given.run));
}

function leaves({ input, run }: Given, divisor: Value, rest: bigint): boolean {
  return equals(compute("%", { left: input, right: divisor }, run), rest, run);
}

function hasKind(value: Value, kinds: ReadonlySet<string>): boolean {
  return isTyped(value) && kinds.has(value.type);
}

function isIterable(value: Value): boolean {
  if (typeof value === "string" || hasKind(value, ITERABLE)) return true;
  return is(value, "host") && value.iterate !== undefined;
}

function isSequence(value: Value): boolean {
  if (typeof value === "string" || hasKind(value, SEQUENCE)) return true;
  return is(value, "host") && value.iterate !== undefined && value.item !== undefined;
}
