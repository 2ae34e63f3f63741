import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Source } from "../manifest/project.ts";
import type { Edit } from "./change.ts";
import { columnChanges } from "./column-changes.ts";
import { diffColumns } from "./diff-columns.ts";
import { diffNode } from "./diff-node.ts";
import { compareText, compareValue, compareWords } from "./edits.ts";
import { diffRelation, type ConfiguredRelation } from "./environment.ts";
import type { DiffScope, Difference } from "./scope.ts";

/** Freshness has a part of its own; dbt 1.9 and later repeat it in the configuration. */
const FRESHNESS_KEYS = ["freshness", "loaded_at_field", "loaded_at_query"];

/** How two source tables differ. */
export function diffSource({ base, head }: { base: Source; head: Source }, scope: DiffScope): Difference {
  const edits = [
    ...diffNode({ base, head }, scope, FRESHNESS_KEYS),
    ...compareWords(
      { part: "descriptions", aspect: "source_description" },
      base.sourceDescription,
      head.sourceDescription,
    ),
    ...diffRelation({ base: configuredSource(base), head: configuredSource(head) }, scope.environment),
    ...diffFreshness(base, head),
    ...compareValue({ part: "definition", aspect: "external" }, base.external, head.external),
    ...compareValue({ part: "definition", aspect: "quoting" }, base.quoting, head.quoting),
    ...diffColumns(base.columns, head.columns),
  ];
  return { edits, columns: columnChanges({ base, head }, scope) };
}

/** A source's relation with what is configured of it (dbt 1.9 and later keep that). */
export function configuredSource(source: Source): ConfiguredRelation {
  return {
    relation: source.relation,
    configured: { database: source.unrenderedDatabase, schema: source.unrenderedSchema, identifier: null },
  };
}

function diffFreshness(base: Source, head: Source): readonly Edit[] {
  const [before, after] = [base.freshness ?? {}, head.freshness ?? {}];
  return [
    ...["warn_after", "error_after", "filter"].flatMap((aspect) =>
      compareValue({ part: "freshness", aspect }, present(before, aspect), present(after, aspect)),
    ),
    ...compareText({ part: "freshness", aspect: "loaded_at_field" }, base.loadedAtField, head.loadedAtField),
    ...compareText({ part: "freshness", aspect: "loaded_at_query" }, base.loadedAtQuery, head.loadedAtQuery),
  ];
}

/** A threshold without a count is none. */
function present(freshness: JsonObject, key: string): Json | undefined {
  const value = freshness[key];
  if (!isObject(value)) return value;
  return value["count"] === null || value["count"] === undefined ? undefined : value;
}
