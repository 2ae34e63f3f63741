import { canonical, type JsonObject } from "../json.ts";
import type { Export, SavedQuery } from "../manifest/semantic.ts";
import { settledText } from "../semantic/aggregation.ts";
import { normalCall, normalSet } from "../semantic/normal-text.ts";
import type { Edit } from "./change.ts";
import { compareText, compareTexts, type Texts } from "./edits.ts";

const definition = "definition";

/** Compares two saved queries. Metrics, group-by and filters are sets, order-by is a list. */
export function diffSavedQuery(base: SavedQuery, head: SavedQuery): readonly Edit[] {
  return [
    ...diffSet("metrics", base.metrics, head.metrics),
    ...diffSet("group_by", base.groupBy, head.groupBy),
    ...diffWhere(base, head),
    ...compareText(
      { part: definition, aspect: "order_by" },
      listText(base.orderBy.map(normalCall)),
      listText(head.orderBy.map(normalCall)),
    ),
    ...compareText({ part: definition, aspect: "limit" }, numberText(base.limit), numberText(head.limit)),
    ...diffExports(base.exports, head.exports),
  ];
}

function diffSet(aspect: string, base: readonly string[], head: readonly string[]): readonly Edit[] {
  const before = sortedSet(base);
  const after = sortedSet(head);
  return compareText({ part: definition, aspect }, listText(before), listText(after));
}

function diffWhere(base: SavedQuery, head: SavedQuery): readonly Edit[] {
  if (normalSet(base.where) === normalSet(head.where)) return [];
  const [before, after] = [base, head].map(({ where }) => listText(where.map((text) => text.trim()).sort()));
  return compareText({ part: definition, aspect: "where" }, before ?? null, after ?? null);
}

function diffExports(base: readonly Export[], head: readonly Export[]): readonly Edit[] {
  const after = new Map(head.map((item) => [item.name, item]));
  const before = new Map(base.map((item) => [item.name, item]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    diffExport(name, before.get(name), after.get(name)),
  );
}

function diffExport(name: string, base: Export | undefined, head: Export | undefined): readonly Edit[] {
  if (base === undefined || head === undefined) {
    const spot = { part: "exports", aspect: name };
    return compareText(
      spot,
      base === undefined ? null : exportText(base),
      head === undefined ? null : exportText(head),
    );
  }
  // Rendered values name the environment; they are only compared where a side does not keep what was written.
  const isWritten = [base, head].every((item) => Object.keys(item.unrenderedConfig).length > 0);
  const texts = (item: Export) =>
    exportTexts(item, isWritten ? item.unrenderedConfig : withoutEnvironment(item.config));
  return compareTexts("exports", texts(base), texts(head));
}

function exportTexts(item: Export, config: JsonObject): Texts {
  // The alias defaults to the name of the export.
  const entries = Object.entries({ ...config, alias: config["alias"] ?? item.name });
  return Object.fromEntries(entries.map(([key, value]) => [`${item.name}.${key}`, settledText(value)]));
}

function exportText(item: Export): string {
  return settledText(withoutEnvironment(item.config)) ?? item.name;
}

function withoutEnvironment(config: JsonObject): JsonObject {
  const { database: _database, schema_name: _schema, schema: _folder, ...rest } = config;
  return rest;
}

function sortedSet(items: readonly string[]): readonly string[] {
  return [...new Set(items.map(normalCall))].sort();
}

function listText(items: readonly string[]): string | null {
  return items.length === 0 ? null : canonical(items);
}

function numberText(value: number | null): string | null {
  return value === null ? null : String(value);
}
