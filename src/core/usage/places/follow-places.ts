import { leadingPlace } from "./infer-place.ts";
import { placeName, type Place } from "./place.ts";
import { seenAt, type SeenGroup } from "./seen-group.ts";

/** A group and the place of the log that it is read as. */
export interface PlacedGroup {
  readonly group: SeenGroup;
  readonly to: Place;
}

/** How another environment names schemas: the custom schema alone, or behind the schema of its target and `_`. */
interface SchemaRule {
  readonly database: string | null;
  /** The schema of the target; null where the custom schema stands alone. */
  readonly target: string | null;
}

/**
 * Places for groups that are too small to show theirs: all placed groups of the same database follow one of the two rules by
 * which dbt names schemas (`generate_schema_name`, `generate_schema_name_for_env`), and the log names a relation of the group
 * where that rule puts it, and has no rival for it.
 */
export function followPlaces(
  placed: readonly PlacedGroup[],
  others: readonly SeenGroup[],
): readonly PlacedGroup[] {
  return others.flatMap((group): readonly PlacedGroup[] => {
    const to = expectedPlace(placed, group);
    if (to === null || seenAt(group, to).ids.size === 0) return [];
    const leading = leadingPlace(group);
    return leading !== null && placeName(leading) === placeName(to) ? [{ group, to }] : [];
  });
}

function expectedPlace(placed: readonly PlacedGroup[], { place, custom, nodes }: SeenGroup): Place | null {
  if (nodes.some(({ resourceType }) => resourceType === "source")) return null;
  const fellows = placed.filter(({ group }) => group.place.database === place.database);
  const rules = fellows.flatMap(({ group, to }) => (group.custom === null ? [] : [ruleOf(group.custom, to)]));
  const [rule = null, ...same] = rules;
  if (rule === null || same.some((other) => !isSameRule(other, rule))) return null;
  const schema = custom === null ? rule.target : named(rule.target, custom);
  return schema === null ? null : { database: rule.database, schema };
}

function named(target: string | null, custom: string): string {
  return target === null ? custom : `${target}_${custom}`;
}

function ruleOf(custom: string, { database, schema }: Place): SchemaRule | null {
  if (schema === custom) return { database, target: null };
  return schema.endsWith(`_${custom}`) ? { database, target: schema.slice(0, -custom.length - 1) } : null;
}

function isSameRule(left: SchemaRule | null, right: SchemaRule): boolean {
  return left !== null && left.database === right.database && left.target === right.target;
}
