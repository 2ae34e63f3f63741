import { pathOf, type ReachedEnd } from "../columns/reach.ts";
import { groupBy, type Group } from "../group-by.ts";
import type { Impact } from "../report.ts";

/** How many changed objects are named per reached object: the nearest ones. */
const MOST_NAMED = 5;

/** From what says most to what says least. */
const STRENGTH = ["value", "rows", "model"] as const;

/** How an object is reached: by the strongest of its ways. */
export function strongest(ends: readonly ReachedEnd[]): ReachedEnd["how"] {
  return STRENGTH.find((how) => ends.some((end) => end.how === how)) ?? "model";
}

/** Edges between objects from the nearest change. */
export function distanceOf(ends: readonly ReachedEnd[]): number {
  return Math.min(...ends.map((end) => pathOf(end).length - 1));
}

/** The columns of an object that hold other values; null where it is reached only as a whole. */
export function columnsOf(ends: readonly ReachedEnd[]): string[] | null {
  const columns = new Set(ends.flatMap(({ end }) => end.column ?? []));
  return columns.size === 0 ? null : [...columns].sort();
}

/** The changed objects that reach an object, strongest and nearest first, each with what changed of it and one way. */
export function waysOf(ends: readonly ReachedEnd[]): Impact["because"] {
  const byStart = [...groupBy(ends, ({ start }) => start.uniqueId)];
  return byStart
    .map(([uniqueId, group]) => ({ uniqueId, group: strongOnes(group) }))
    .sort((left, right) => rank(left.group[0]) - rank(right.group[0]))
    .slice(0, MOST_NAMED)
    .map(({ uniqueId, group }) => {
      const [nearest] = group;
      const columns = [...new Set(group.flatMap(({ start }) => start.column ?? []))].sort();
      return { uniqueId, columns: columns.length === 0 ? null : columns, path: [...pathOf(nearest)] };
    });
}

/** The ways of the strongest kind. */
function strongOnes(group: Group<ReachedEnd>): Group<ReachedEnd> {
  const how = strongest(group);
  const [first = group[0], ...rest] = group.filter((end) => end.how === how);
  return [first, ...rest];
}

function rank({ how }: ReachedEnd): number {
  return STRENGTH.indexOf(how);
}
