import { isTyped } from "../python/kinds.ts";
import type { Value } from "../values.ts";
import { builtin, type Builtin, type Builtins } from "./builtin.ts";
import { DICT_METHODS } from "./dict-methods.ts";
import { LIST_METHODS, TUPLE_METHODS } from "./list-methods.ts";
import { SET_METHODS } from "./set-methods.ts";
import { STRING_METHODS } from "./string-methods.ts";

const NUMBER_METHODS: Builtins = new Map([
  ["is_integer", builtin("", ({ input }) => typeof input === "bigint" || Number.isInteger(input))],
]);

const NONE: Builtins = new Map();

const BY_TYPE: ReadonlyMap<string, Builtins> = new Map([
  ["list", LIST_METHODS],
  ["tuple", TUPLE_METHODS],
  ["dict", DICT_METHODS],
  ["set", SET_METHODS],
]);

/** The method of a value by its name, or undefined. */
export function methodOf(value: Value, name: string): Builtin | undefined {
  if (typeof value === "string") return STRING_METHODS.get(name);
  if (typeof value === "number" || typeof value === "bigint") return NUMBER_METHODS.get(name);
  return isTyped(value) ? (BY_TYPE.get(value.type) ?? NONE).get(name) : undefined;
}
