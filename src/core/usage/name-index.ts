/** Where a session looks up a name that does not say. */
export interface NamePlace {
  readonly database: string | null;
  readonly schema: string | null;
}

interface Entry<T> {
  readonly thing: T;
  /** Identifier first, then schema and database, in lower case. */
  readonly path: readonly string[];
}

/**
 * Things by the names of their relations. Case is ignored: no warehouse keeps two relations of one project apart by it
 * without quoting, and logs fold names as they please. A part that a name leaves out is taken from the session; where that
 * does not say either, or the thing's own name leaves it out, it is not compared.
 */
export class NameIndex<T> {
  readonly #byIdentifier = new Map<string, Entry<T>[]>();

  /** `parts`: database, schema and identifier, as far as there are any. */
  add(thing: T, parts: readonly string[]): void {
    const path = parts.map(lower).reverse();
    const [identifier = ""] = path;
    const known = this.#byIdentifier.get(identifier);
    if (known === undefined) this.#byIdentifier.set(identifier, [{ thing, path }]);
    else known.push({ thing, path });
  }

  /** Every thing that a name may mean, each once. */
  fitting(parts: readonly string[], place: NamePlace): readonly T[] {
    const wanted = parts.map(lower).reverse();
    const [identifier = "", schema = place.schema?.toLowerCase(), database = place.database?.toLowerCase()] =
      wanted;
    const found = (this.#byIdentifier.get(identifier) ?? []).filter(
      ({ path }) =>
        wanted.every((part, at) => fits(path[at], part)) && fits(path[1], schema) && fits(path[2], database),
    );
    return found.length < 2 ? found.map(thingOf) : [...new Set(found.map(thingOf))];
  }

  /** The only thing that a name may mean; null where there is none, or several. */
  find(parts: readonly string[], place: NamePlace): T | null {
    const [only, ...others] = this.fitting(parts, place);
    return only !== undefined && others.length === 0 ? only : null;
  }
}

function thingOf<T>({ thing }: Entry<T>): T {
  return thing;
}

function fits(own: string | undefined, wanted: string | undefined): boolean {
  return own === undefined || wanted === undefined || own === wanted;
}

function lower(part: string): string {
  return part.toLowerCase();
}
