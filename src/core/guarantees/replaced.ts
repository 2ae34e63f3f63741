import type { AdapterTraits } from "../adapters.ts";
import type { DataTest, Node } from "../manifest/project.ts";
import { configLoosenings } from "./loosening.ts";
import { sameDefinition, testColumns } from "./tested.ts";
import { coversKey, enforcedUniqueness, enforcesNotNull, uniquenessOf } from "./uniqueness.ts";

/** What checks or enforces something on an object in head. */
export interface Guards {
  readonly node: Node;
  readonly tests: readonly DataTest[];
  readonly adapter: AdapterTraits;
}

/**
 * Whether head still guarantees what a removed test of base checked: by an equal test (at another level, or on the
 * new name of the column), by one that says the same in other words, or by an enforced constraint.
 */
export function isReplaced(test: DataTest, guards: Guards): boolean {
  const equals = guards.tests.filter((other) => configLoosenings(test, other).length === 0);
  if (equals.some((other) => sameDefinition(test, other) && sameColumns(test, other))) return true;
  const unique = uniquenessOf(test);
  if (unique !== undefined && unique.size > 0) {
    const checked = equals.flatMap((other) => uniquenessOf(other) ?? []).filter(({ size }) => size > 0);
    return coversKey([...checked, ...enforcedUniqueness(guards.node, guards.adapter)], unique);
  }
  const [column, ...others] = testColumns(test);
  if (column === undefined || others.length > 0 || !isNotNull(test)) return false;
  const checked = equals.some((other) => isNotNull(other) && sameColumns(test, other));
  return checked || enforcesNotNull(guards.node, column, guards.adapter);
}

/** `not_null`, dbt_expectations' form of it, and dbt_constraints' primary key. */
function isNotNull(test: DataTest): boolean {
  return /^(?:not_null|expect_column_values_to_not_be_null|primary_key)$/u.test(test.generic?.name ?? "");
}

function sameColumns(left: DataTest, right: DataTest): boolean {
  const keyOf = (test: DataTest) => testColumns(test).join("\n").toLowerCase();
  return keyOf(left) === keyOf(right);
}
