import type { AdapterTraits } from "../adapters.ts";
import { compareMembers } from "./compare-members.ts";
import { compareNumbers } from "./compare-numbers.ts";
import { parseType, type DataType } from "./parse-type.ts";
import { compareSizes } from "./sizes.ts";
import type { TypeDifference } from "./type-difference.ts";
import { familyOf, type TypeFamily } from "./type-families.ts";

/** How two declared or catalogued types differ, with the adapter's own aliases and default sizes. Null: no type was written. */
export function compareTypes(
  before: string | null,
  after: string | null,
  adapter: AdapterTraits,
): TypeDifference {
  if (before === after) return { kind: "same" };
  if (before === null || after === null) return { kind: "declared" };
  const difference = compareParsed(parseType(before), parseType(after), adapter);
  if (difference.kind !== "same") return difference;
  return spelled(before) === spelled(after) ? { kind: "case" } : { kind: "alias" };
}

/** Whether both types hold the same values: nothing but their spelling differs. */
export function meansSameType(difference: TypeDifference): boolean {
  return difference.kind === "same" || difference.kind === "case" || difference.kind === "alias";
}

/** Whether values, or a part of them, may no longer fit. */
export function isNarrower(difference: TypeDifference): boolean {
  return difference.kind === "narrowed" || difference.kind === "size narrowed";
}

function compareParsed(before: DataType, after: DataType, adapter: AdapterTraits): TypeDifference {
  const [left, right] = [canonicalName(before, adapter), canonicalName(after, adapter)];
  if (left === right) {
    const sizes = compareSizes(left, sized(before, left, adapter), sized(after, right, adapter));
    if (sizes.kind !== "same") return sizes;
    return compareMembers(before, after, (one, other) => compareParsed(one, other, adapter));
  }
  const [from, to] = [familyOf(left), familyOf(right)];
  if (from !== to) return compareFamilies(from, to);
  if (from === "number") return compareNumbers(left, right);
  if (from === "string") return compareStrings(sized(before, left, adapter), sized(after, right, adapter));
  return { kind: "retyped", family: from };
}

/** A date is a timestamp at midnight; every other pair of families holds different things. */
function compareFamilies(from: TypeFamily, to: TypeFamily): TypeDifference {
  if (from === "other" || to === "other") return { kind: "retyped", family: "other" };
  if (from === "date" && to === "timestamp") return { kind: "widened" };
  if (from === "timestamp" && to === "date") return { kind: "narrowed" };
  return { kind: "family changed", from, to };
}

function compareStrings(before: readonly number[], after: readonly number[]): TypeDifference {
  const [from, to] = [before[0] ?? Number.POSITIVE_INFINITY, after[0] ?? Number.POSITIVE_INFINITY];
  if (from === to) return { kind: "retyped", family: "string" };
  return { kind: from < to ? "widened" : "narrowed" };
}

function canonicalName(type: DataType, adapter: AdapterTraits): string {
  return Object.hasOwn(adapter.typeAliases, type.name)
    ? (adapter.typeAliases[type.name] ?? type.name)
    : type.name;
}

function sized(type: DataType, canonical: string, adapter: AdapterTraits): readonly number[] {
  if (type.sizes.length > 0) return type.sizes;
  return (Object.hasOwn(adapter.defaultSizes, canonical) ? adapter.defaultSizes[canonical] : undefined) ?? [];
}

/** The text without case and blanks, so that `NUMERIC(10, 2)` and `numeric(10,2)` are one spelling. */
function spelled(type: string): string {
  return type.toLowerCase().replace(/\s+/gu, "");
}
