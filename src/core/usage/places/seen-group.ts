import type { UniqueId } from "../../manifest/node.ts";
import type { Readable } from "../../sql/known-columns.ts";
import type { NameIndex } from "../name-index.ts";
import type { ObjectGroup } from "./object-group.ts";
import { identifiersOf, isSamePlace, partsIn, placeName, type Place } from "./place.ts";
import type { Sightings } from "./sightings.ts";

/** A place in which a log names relations of a group. */
export interface Candidate {
  readonly place: Place;
  /** Objects of the group that it names there. */
  readonly ids: ReadonlySet<UniqueId>;
  readonly queries: number;
}

/** Objects of one place, and where a log names relations that are called like theirs. */
export interface SeenGroup extends ObjectGroup {
  /** Objects that the log names somewhere, and those that it names in another place than their own. */
  readonly named: ReadonlySet<UniqueId>;
  readonly elsewhere: ReadonlySet<UniqueId>;
  /** The group's own place among them, if it was named there. */
  readonly candidates: readonly Candidate[];
}

/**
 * Where a log names the relations of a group. What is by its own name another object of the project is not counted: a model
 * may be called as the source that it reads.
 */
export function seenGroup(group: ObjectGroup, sightings: Sightings, owners: NameIndex<Readable>): SeenGroup {
  const candidates = new Map<
    string,
    { readonly place: Place; readonly ids: Set<UniqueId>; queries: number }
  >();
  const [named, elsewhere] = [new Set<UniqueId>(), new Set<UniqueId>()];
  for (const { node, identifier } of namesOf(group)) {
    for (const { place, queries } of sightings.of(identifier)) {
      const owner = owners.fitting(partsIn(place, identifier), NOWHERE);
      if (owner.length > 0 && !owner.includes(node)) continue;
      const isOwn = isSamePlace(place, group.place);
      const at = isOwn ? group.place : place;
      const known = candidates.get(placeName(at)) ?? { place: at, ids: new Set(), queries: 0 };
      known.ids.add(node.uniqueId);
      known.queries += queries;
      candidates.set(placeName(at), known);
      named.add(node.uniqueId);
      if (!isOwn) elsewhere.add(node.uniqueId);
    }
  }
  return { ...group, named, elsewhere, candidates: [...candidates.values()] };
}

const NOWHERE = { database: null, schema: null };

function namesOf({
  nodes,
}: ObjectGroup): readonly { readonly node: Readable; readonly identifier: string }[] {
  return nodes.flatMap((node) => identifiersOf(node).map((identifier) => ({ node, identifier })));
}

/** What a log names of a group in one place. */
export function seenAt({ candidates }: SeenGroup, place: Place): Omit<Candidate, "place"> {
  const found = candidates.filter((candidate) => isSamePlace(candidate.place, place));
  return {
    ids: new Set(found.flatMap(({ ids }) => [...ids])),
    queries: found.reduce((sum, { queries }) => sum + queries, 0),
  };
}
