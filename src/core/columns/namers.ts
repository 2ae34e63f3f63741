import type { ColumnReference, ReferenceScope } from "../lineage/column-reference.ts";
import { columnReferences } from "../lineage/column-references.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Buildable, Source } from "../manifest/project.ts";
import type { ColumnEdge, ColumnGraph } from "./column-graph.ts";
import { isOwnTest } from "./own-test.ts";
import { edgesAt } from "./reach.ts";

/** What in head still names a column that is gone. */
export interface Namers {
  /** Places outside SQL. */
  readonly references: readonly ColumnReference[];
  /** Objects whose SQL spells the name out, each with how sure that is. */
  readonly readers: readonly { readonly uniqueId: UniqueId; readonly isSure: boolean }[];
}

/** What names the column on the object itself. */
export function namersOf(
  scope: ReferenceScope,
  columns: ColumnGraph,
  { node, column }: { readonly node: Buildable | Source; readonly column: string },
): Namers {
  const edges = edgesAt(columns, { uniqueId: node.uniqueId, column: column.toLowerCase() });
  const named = edges.filter((edge) => edge.named);
  return { references: columnReferences(scope, node, column), readers: readersBy(named, scope) };
}

/** What names the column further down, where a star passed it on under its name. */
export function distantNamersOf(
  scope: ReferenceScope,
  columns: ColumnGraph,
  { node, column }: { readonly node: Buildable | Source; readonly column: string },
): Namers {
  const name = column.toLowerCase();
  const lost = new Set([node.uniqueId]);
  for (const uniqueId of lost) {
    for (const { to, named } of edgesAt(columns, { uniqueId, column: name })) {
      if (!named && to.column === name) lost.add(to.uniqueId);
    }
  }
  lost.delete(node.uniqueId);
  const found = [...lost].flatMap((id): readonly Namers[] => {
    const at = scope.project.nodes[id];
    return at === undefined || !("relation" in at) ? [] : [namersOf(scope, columns, { node: at, column })];
  });
  return {
    references: found.flatMap(({ references }) => references),
    readers: found.flatMap(({ readers }) => readers),
  };
}

function readersBy(edges: readonly ColumnEdge[], { project }: ReferenceScope): Namers["readers"] {
  const readers = new Map<UniqueId, boolean>();
  for (const { to, confidence } of edges) {
    const node = project.nodes[to.uniqueId];
    if (
      node === undefined ||
      !("compiledCode" in node) ||
      (node.resourceType === "test" && !isOwnTest(node, project))
    )
      continue;
    readers.set(to.uniqueId, confidence === "high" || readers.get(to.uniqueId) === true);
  }
  return [...readers].map(([uniqueId, isSure]) => ({ uniqueId, isSure }));
}
