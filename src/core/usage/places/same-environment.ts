import { placeName } from "./place.ts";
import { seenAt, type SeenGroup } from "./seen-group.ts";

/** By so much must names of another place outweigh the manifest's own, in relations and in queries. */
const OUTWEIGHS = 10;

/**
 * Whether a log is of the environment that the manifest was made for: it names relations as the manifest does, and not ten
 * times as many of the same name elsewhere, in more than ten times as many queries. A warehouse holds copies that developers
 * made; and a developer's manifest may stand against production's log, in which some own tables are asked for too.
 * Sources alone prove it only where nothing that dbt builds is named elsewhere: all environments may read the same ones.
 */
export function isSameEnvironment(built: readonly SeenGroup[], sources: readonly SeenGroup[]): boolean {
  const own = sum(built.map((group) => seenAt(group, group.place)));
  const others = sum(built.map(seenElsewhere));
  if (others.relations === 0)
    return own.relations > 0 || sources.some((group) => seenAt(group, group.place).ids.size > 0);
  if (own.relations === 0) return false;
  return others.relations < OUTWEIGHS * own.relations || others.queries <= OUTWEIGHS * own.queries;
}

type Seen = ReturnType<typeof seenAt>;

function seenElsewhere({ place, candidates, elsewhere }: SeenGroup): Seen {
  const others = candidates.filter((candidate) => placeName(candidate.place) !== placeName(place));
  return { ids: elsewhere, queries: others.reduce((sum, { queries }) => sum + queries, 0) };
}

function sum(seen: readonly Seen[]): { readonly relations: number; readonly queries: number } {
  return {
    relations: seen.reduce((total, { ids }) => total + ids.size, 0),
    queries: seen.reduce((total, { queries }) => total + queries, 0),
  };
}
