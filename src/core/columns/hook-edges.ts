import type { RenderedSql } from "../jinja/dbt/rendering.ts";
import { identifiersIn } from "../lineage/identifiers.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { ColumnEdge } from "./column-graph.ts";

/** What a hook runs, and the objects that it names. */
type HookSql = Pick<RenderedSql, "sql" | "named">;

/**
 * The edges from reached columns into an object whose hooks name them. A hook may be any statement, so that its words are
 * searched and not parsed: the column is most likely read, and nothing says what becomes of it.
 */
export function hookEdges(
  reader: UniqueId,
  hooks: readonly HookSql[],
  reachedOf: (relation: UniqueId) => ReadonlySet<string>,
): readonly ColumnEdge[] {
  return hooks.flatMap(({ sql, named }) => {
    const words = identifiersIn(sql);
    const ends = named.flatMap((uniqueId) =>
      [...reachedOf(uniqueId)].filter((column) => words.has(column)).map((column) => ({ uniqueId, column })),
    );
    return ends.map((from): ColumnEdge => ({
      from,
      to: { uniqueId: reader, column: null },
      kind: "value",
      transformation: null,
      confidence: "low",
      named: true,
    }));
  });
}
