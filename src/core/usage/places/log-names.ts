/** A place of the manifest that was read as another one of the log. */
export interface ReadPlace {
  /** Database and schema of the manifest, joined with a dot. */
  readonly from: string;
  /** Those of the log. */
  readonly to: string;
  /** Relations that the log names there. */
  readonly relations: number;
  /** `stated`: the configuration says so; `inferred`: many names agree, see `inferPlace`. */
  readonly basis: "stated" | "inferred";
}

/** How the names of a log were matched to the relations of a manifest. */
export interface LogNames {
  /** Empty where the log names relations as the manifest does. */
  readonly places: readonly ReadPlace[];
  /** Relations that the log names by identifier alone, in places of which nobody can tell whether they are meant. */
  readonly unmatched: number;
  /**
   * Whether the log would show a relation that is queried, so that one that it lacks is not queried: its names are those of
   * the manifest, or those that the configuration states. An inferred place is never enough: that forty relations of a schema
   * are found in another does not prove that the forty-first is not in a third.
   */
  readonly provesAbsence: boolean;
}

/** Places that are told of; the rest is counted. */
const MOST_PLACES = 3;

/** How names were read, in sentences; null where they are the manifest's own. */
export function namesWords({ places, unmatched, provesAbsence }: LogNames): string | null {
  if (places.length === 0 && provesAbsence) return null;
  const by = places.every(({ basis }) => basis === "stated") ? ", as `usage.environments` states" : "";
  const read =
    places.length === 0
      ? "The log names no relations where the manifest has them"
      : `Names of the log were read as those of another environment${by}: ${placeWords(places)}`;
  const gap =
    unmatched === 0
      ? ""
      : ` ${unmatched} of the same name stand where nobody can tell whether they are meant.`;
  const absence = provesAbsence ? "" : " What is not found may still be used.";
  return `${read}.${gap}${absence}`;
}

/** `analytics.dbt_ci -> analytics.marts (42 relations)`, those with most relations first. */
function placeWords(places: readonly ReadPlace[]): string {
  const shown = [...places]
    .sort((left, right) => right.relations - left.relations || (left.from < right.from ? -1 : 1))
    .slice(0, MOST_PLACES)
    .map(
      ({ from, to, relations }) =>
        `${from} -> ${to} (${relations} ${relations === 1 ? "relation" : "relations"})`,
    );
  const more = places.length - shown.length;
  return `${shown.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}

/** The names of several logs together: absence is proven where each log proves it. */
export function joinNames(all: readonly LogNames[]): LogNames {
  return {
    places: all.flatMap(({ places }) => places),
    unmatched: all.reduce((most, { unmatched }) => Math.max(most, unmatched), 0),
    provesAbsence: all.every(({ provesAbsence }) => provesAbsence),
  };
}
