import { append } from "../../append.ts";
import type { Readable } from "../../sql/known-columns.ts";
import { placeName, placeOf, type Place } from "./place.ts";

/** Objects that the manifest puts into one place for one reason: they share the custom schema too, or have none. */
export interface ObjectGroup {
  readonly place: Place;
  /** The `schema` that the project configures, in lower case; null where it configures none, and for sources. */
  readonly custom: string | null;
  readonly nodes: readonly Readable[];
}

/** Objects by place and custom schema. Those without a schema are in no group. */
export function objectGroups(nodes: readonly Readable[]): readonly ObjectGroup[] {
  const byKey = new Map<string, Readable[]>();
  for (const node of nodes) {
    const place = placeOf(node);
    if (place !== null) append(byKey, `${placeName(place)}\n${customSchemaOf(node) ?? ""}`, node);
  }
  return [...byKey.values()].flatMap((members) => {
    const [first] = members;
    const place = first === undefined ? null : placeOf(first);
    if (first === undefined || place === null) return [];
    return [{ place, custom: customSchemaOf(first), nodes: members }];
  });
}

/** What dbt's `generate_schema_name` is given, which it puts the target's schema before (dbt-adapters: get_custom_schema.sql). */
export function customSchemaOf(node: Readable): string | null {
  const schema = node.resourceType === "source" ? null : node.config["schema"];
  return typeof schema === "string" && schema.trim() !== "" ? schema.trim().toLowerCase() : null;
}
