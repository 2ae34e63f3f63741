import { matchesGlob } from "../../glob.ts";
import type { Readable } from "../../sql/known-columns.ts";
import { customSchemaOf } from "./object-group.ts";
import { placeOf, type Place } from "./place.ts";

/** Where a log has what the manifest has elsewhere, as somebody states it: `schema` or `database.schema`. */
export interface StatedEnvironment {
  /** `*` stands for any letters; `{custom}` for the custom schema of an object, so that it fits only what has one. */
  readonly manifest: string;
  /** `{custom}` stands for the same. */
  readonly log: string;
}

/** What is stated of an object. */
export interface StatedPlace {
  readonly stated: StatedEnvironment;
  readonly to: Place;
}

/** The place of an object in the log by the first statement that fits; null where none does. Case is ignored. */
export function statedPlace(node: Readable, environments: readonly StatedEnvironment[]): StatedPlace | null {
  const [place, custom] = [placeOf(node), customSchemaOf(node)];
  if (place === null) return null;
  for (const stated of environments) {
    const [manifest, log] = [stated.manifest, stated.log].map((text) => placeIn(text, custom));
    if (manifest === null || manifest === undefined || log === null || log === undefined) continue;
    if (fits(manifest, place)) return { stated, to: log };
  }
  return null;
}

function placeIn(text: string, custom: string | null): Place | null {
  if (custom === null && text.includes("{custom}")) return null;
  const whole = text.toLowerCase().replaceAll("{custom}", custom ?? "");
  const dot = whole.indexOf(".");
  return { database: dot < 0 ? null : whole.slice(0, dot), schema: whole.slice(dot + 1) };
}

function fits(stated: Place, place: Place): boolean {
  const isDatabase = stated.database === null || matchesGlob(stated.database, place.database ?? "");
  return isDatabase && matchesGlob(stated.schema, place.schema);
}
