import type { Sha } from "../../core/pull/pull.ts";
import type { ArtifactRequest } from "../../ports.ts";
import type { ArtifactCache } from "./artifact-cache.ts";

/** What one place is asked: the request without the places. */
export type Wanted = Omit<ArtifactRequest, "places">;

/** What came of asking one place: a folder with a manifest, or the sentence that says why there is none. */
export type PlaceAnswer =
  | {
      readonly location: string;
      /** The commit that the artifacts were built from; null when the place does not say. */
      readonly builtFrom: Sha | null;
    }
  | { readonly location: null; readonly why: string };

/** What every place needs to keep what it finds. */
export interface Keeping {
  readonly cache: ArtifactCache;
  /** How many bytes a file may have, packed and unpacked. */
  readonly mostBytes: number;
}

/** The answer of a place that has nothing. */
export function notThere(why: string): PlaceAnswer {
  return { location: null, why };
}

/** `head 1a2b3c4d` */
export function sideText({ side, sha }: Wanted): string {
  return `${side} ${sha.slice(0, 8)}`;
}

/** How many ancestors are tried where each costs a request. */
export const TRIED_ANCESTORS = 20;

/** The commit, then, for a base, its ancestors, newest first: the artifacts of any of them are better than none. */
export async function* commitsOf({ forge, side, sha }: Wanted): AsyncGenerator<Sha> {
  yield sha;
  if (side === "head") return;
  for (const ancestor of await forge.listAncestors(sha)) {
    if (ancestor !== sha) yield ancestor;
  }
}
