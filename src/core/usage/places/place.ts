import { partsOf, type Readable } from "../../sql/known-columns.ts";

/** A schema of a database, in lower case. `database` null where nobody says, and where the warehouse has none. */
export interface Place {
  readonly database: string | null;
  readonly schema: string;
}

/** The place of an object's relation; null where the manifest names no schema. */
export function placeOf({ relation }: Readable): Place | null {
  const schema = relation?.schema ?? "";
  if (relation === null || schema === "") return null;
  return { database: lowerOrNull(relation.database), schema: schema.toLowerCase() };
}

/** `analytics.marts`. */
export function placeName({ database, schema }: Place): string {
  return database === null ? schema : `${database}.${schema}`;
}

/** Whether two places may be one: what one of them leaves out is not compared. */
export function isSamePlace(left: Place, right: Place): boolean {
  const databases = [left.database, right.database];
  return left.schema === right.schema && (databases.includes(null) || databases[0] === databases[1]);
}

/** The name of a relation in a place, as parts. */
export function partsIn({ database, schema }: Place, identifier: string): readonly string[] {
  return database === null ? [schema, identifier] : [database, schema, identifier];
}

/**
 * What an object may be called in another environment, in lower case: its identifier, and what dbt's own
 * `generate_alias_name` would make of it where that is another (dbt-adapters: get_custom_name/get_custom_alias.sql).
 */
export function identifiersOf(node: Readable): readonly string[] {
  const own = (partsOf(node).at(-1) ?? "").toLowerCase();
  return [...new Set([own, usualIdentifier(node) ?? own])];
}

function usualIdentifier(node: Readable): string | null {
  if (node.resourceType === "source") return null;
  const alias = node.config["alias"];
  if (typeof alias === "string" && alias !== "") return alias.trim().toLowerCase();
  const version = "version" in node && node.version !== null ? `_v${node.version.replaceAll(".", "_")}` : "";
  return `${node.name}${version}`.toLowerCase();
}

function lowerOrNull(text: string | null): string | null {
  return text === null || text === "" ? null : text.toLowerCase();
}
