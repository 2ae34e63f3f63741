import type { NamePlace } from "../name-index.ts";
import type { Place } from "./place.ts";
import { placeName } from "./place.ts";

/** A place in which a log names a relation, and in how many queries. */
interface Sighting {
  readonly place: Place;
  readonly queries: number;
}

/** Where a log names relations of some identifiers. */
export class Sightings {
  readonly #isWanted: (identifier: string) => boolean;
  readonly #seen = new Map<string, Map<string, { readonly place: Place; queries: number }>>();
  readonly #databases = new Map<string, Set<string>>();

  constructor(isWanted: (identifier: string) => boolean) {
    this.#isWanted = isWanted;
  }

  /** Notes a name in lower case. One without a schema tells nothing unless the session says where it is looked up. */
  see(parts: readonly string[], session: NamePlace, queries: number): void {
    const identifier = parts.at(-1) ?? "";
    const place = this.#isWanted(identifier) ? placeSaid(parts, session) : null;
    if (place === null) return;
    const places =
      this.#seen.get(identifier) ?? new Map<string, { readonly place: Place; queries: number }>();
    const known = places.get(placeName(place)) ?? { place, queries: 0 };
    known.queries += queries;
    places.set(placeName(place), known);
    this.#seen.set(identifier, places);
    if (place.database === null) return;
    const databases = this.#databases.get(place.schema) ?? new Set();
    this.#databases.set(place.schema, databases.add(place.database));
  }

  /**
   * Where an identifier was named. A schema that was named without a database is that of the only database in which the log
   * names it, and stays without one where there are several.
   */
  of(identifier: string): readonly Sighting[] {
    const found = new Map<string, Sighting>();
    for (const { place, queries } of this.#seen.get(identifier)?.values() ?? []) {
      const whole = this.#completed(place);
      const before = found.get(placeName(whole))?.queries ?? 0;
      found.set(placeName(whole), { place: whole, queries: before + queries });
    }
    return [...found.values()];
  }

  #completed(place: Place): Place {
    const databases = [...(this.#databases.get(place.schema) ?? [])];
    const [only = null] = databases;
    return place.database === null && databases.length === 1 ? { ...place, database: only } : place;
  }
}

/** Null where nobody says the schema. */
function placeSaid(parts: readonly string[], session: NamePlace): Place | null {
  const [, namedSchema, namedDatabase] = [...parts].reverse();
  const schema = namedSchema ?? session.schema?.toLowerCase();
  if (parts.length > 3 || schema === undefined) return null;
  return { database: namedDatabase ?? session.database?.toLowerCase() ?? null, schema };
}
