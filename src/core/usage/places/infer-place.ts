import { placeName, type Place } from "./place.ts";
import type { Candidate, SeenGroup } from "./seen-group.ts";

/** Fewer relations of the same name may be anybody's. */
const LEAST_RELATIONS = 3;

/** Of the group's relations, the part that the place must hold: people query a part of what dbt builds. */
const LEAST_SHARE = 1 / 5;

/** Of the relations that the log names at all, the part that it must name there. */
const LEAST_OF_NAMED = 1 / 2;

/**
 * The place of the log that a group of objects is read as, or null. It names at least three relations of the group, a fifth
 * of the group, and half of those of it that the log names anywhere; and it has no rival. The group's own place is one
 * candidate among the others.
 */
export function inferPlace(group: SeenGroup): Place | null {
  const place = leadingPlace(group);
  const best = group.candidates.find((candidate) => candidate.place === place);
  if (best === undefined) return null;
  const isEnough =
    best.ids.size >= LEAST_RELATIONS &&
    best.ids.size >= group.nodes.length * LEAST_SHARE &&
    best.ids.size >= group.named.size * LEAST_OF_NAMED;
  return isEnough ? best.place : null;
}

/** The place that names most of a group, with which no other competes; null where two do. */
export function leadingPlace({ candidates }: SeenGroup): Place | null {
  const leading = candidates.filter((one) => candidates.every((other) => !isRival(other, one)));
  const [only, ...others] = leading;
  return only === undefined || others.length > 0 ? null : only.place;
}

/** A rival names at least half as many relations, in at least a tenth as many queries: a copy that is queried too. */
function isRival(other: Candidate, one: Candidate): boolean {
  return (
    placeName(other.place) !== placeName(one.place) &&
    other.ids.size * 2 >= one.ids.size &&
    other.queries * 10 >= one.queries
  );
}
