import { textOf } from "../diff/edits.ts";
import { canonical, isList, type Json, type JsonObject } from "../json.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { DataTest } from "../manifest/project.ts";
import type { Loosening } from "./loosening.ts";

/**
 * The ways in which a generic test's arguments now let more pass. Arguments whose direction is not known
 * (an expression, a pattern) are not judged. `renamed`: base ids of renamed objects to head ids.
 */
export function argumentLoosenings(
  base: DataTest,
  head: DataTest,
  renamed: ReadonlyMap<UniqueId, UniqueId>,
): readonly Loosening[] {
  if (base.generic === null || head.generic === null) return [];
  const { name, arguments: before } = base.generic;
  const after = head.generic.arguments;
  const found: Loosening[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (canonical(before[key]) === canonical(after[key])) continue;
    if (key === "to" && readsTheSame(base, head, renamed)) continue;
    if (directionOf(name, key)?.(before[key], after[key], { before, after }) !== true) continue;
    found.push({ aspect: key, before: textOf(before[key]), after: textOf(after[key]) });
  }
  return found;
}

type Direction = (
  before: Json | undefined,
  after: Json | undefined,
  all: { readonly before: JsonObject; readonly after: JsonObject },
) => boolean;

function directionOf(test: string, key: string): Direction | undefined {
  if (key === "values" || key === "value_set") return VALUES[test];
  return BY_TEST[test]?.[key] ?? BY_KEY[key];
}

const gains: Direction = (before, after) => lacks(before, after);
const loses: Direction = (before, after) => lacks(after, before);
const isWider: Direction = (before, after) => lacks(before, after) && !lacks(after, before);
const changes: Direction = (before, after) => before !== undefined || after !== undefined;
const isSetAnew: Direction = (_, after) => textOf(after) !== null;
const isLowered: Direction = (before, after) => isNumber(before) && (!isNumber(after) || after < before);
const isRaised: Direction = (before, after) => isNumber(before) && (!isNumber(after) || after > before);
const isLongerInterval: Direction = (before, after, all) =>
  canonical(all.before["datepart"]) === canonical(all.after["datepart"]) &&
  isNumber(after) &&
  isRaised(before, after, all);

/** Which values pass: more of them is looser, except where the test lists what must not occur. */
const VALUES: Readonly<Record<string, Direction>> = {
  accepted_values: gains,
  expect_column_values_to_be_in_set: gains,
  expect_column_distinct_values_to_be_in_set: gains,
  not_accepted_values: loses,
  expect_column_values_to_not_be_in_set: loses,
  expect_column_distinct_values_to_contain_set: loses,
};

/** `unique` over more columns holds more easily; a `relationships` that looks elsewhere says something else. */
const BY_TEST: Readonly<Record<string, Readonly<Record<string, Direction>>>> = {
  relationships: { to: changes, field: changes },
  relationships_where: { to: changes, field: changes, from_condition: isSetAnew },
  unique_combination_of_columns: { combination_of_columns: isWider },
  expect_compound_columns_to_be_unique: { column_list: isWider },
  recency: { interval: isLongerInterval },
  primary_key: { column_names: isWider },
  unique_key: { column_names: isWider },
};

/** Arguments that mean the same wherever dbt_utils and dbt_expectations use them. */
const BY_KEY: Readonly<Record<string, Direction>> = {
  row_condition: isSetAnew,
  mostly: (before, after) => isNumber(after) && after < (isNumber(before) ? before : 1),
  min_value: isLowered,
  max_value: isRaised,
  at_least: isLowered,
  at_most: isRaised,
};

/** A renamed or re-versioned target is still the target. */
function readsTheSame(base: DataTest, head: DataTest, renamed: ReadonlyMap<UniqueId, UniqueId>): boolean {
  const kept = base.dependsOn.map((id) => renamed.get(id) ?? id);
  return canonical(kept.toSorted()) === canonical(head.dependsOn.toSorted());
}

/** Whether the second list has an item that the first one lacks. */
function lacks(before: Json | undefined, after: Json | undefined): boolean {
  const known = new Set(itemsOf(before).map(canonical));
  return itemsOf(after).some((item) => !known.has(canonical(item)));
}

function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function isNumber(value: Json | undefined): value is number {
  return typeof value === "number";
}
