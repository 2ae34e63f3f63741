import type { ColumnEdge, ColumnGraph, ColumnStart } from "./core/columns/column-graph.ts";
import { nothingTraced } from "./core/columns/column-graph.ts";
import { levelsFrom } from "./core/columns/levels.ts";
import { semanticEdges } from "./core/columns/semantic-edges.ts";
import { columnStarts } from "./core/columns/starts.ts";
import { wholeEdges } from "./core/columns/whole-edges.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import type { UniqueId } from "./core/manifest/node.ts";
import { ColumnTracer, type TraceInput } from "./column-tracer.ts";
import type { SideReader } from "./side-reader.ts";

/**
 * Column-level lineage of head from what changed on, outward: the SQL of an object is read only when a changed column
 * reaches something that it reads. Without changed columns nothing is started.
 */
export async function traceColumns(input: TraceInput, reader: SideReader): Promise<ColumnGraph> {
  return await traceFrom(columnStarts(input.changes, input.sql), input, reader);
}

/** As {@link traceColumns}, from given columns and objects on. */
export async function traceFrom(
  starts: readonly ColumnStart[],
  input: TraceInput,
  reader: SideReader,
): Promise<ColumnGraph> {
  const { artifacts, graphs } = input;
  if (starts.length === 0) return nothingTraced;
  const tracer = new ColumnTracer(input, starts, reader);
  const columns = starts.filter(({ column }) => column !== null).map(({ uniqueId }) => uniqueId);
  for (const level of levelsFrom([...new Set(columns)], graphs.head)) {
    await Promise.all(level.map((id) => tracer.enter(id)));
  }
  const { edges, untraced } = tracer;
  const isUnitTest = (id: UniqueId): boolean =>
    artifacts.head.project.nodes[id]?.resourceType === "unit_test";
  const idsOf = (change: "rows" | "object"): readonly UniqueId[] =>
    starts.filter((start) => start.change === change).map(({ uniqueId }) => uniqueId);
  const rows = wholeEdges([...idsOf("rows"), ...tracer.otherRows], graphs.head, {
    kind: "rows",
    // A unit test brings its own rows.
    follows: (from, to) => !isUnitTest(to) && tracer.reads(to, from),
  });
  const models = wholeEdges([...idsOf("object"), ...untraced.map(({ uniqueId }) => uniqueId)], graphs.union, {
    kind: "model",
    follows: () => true,
  });
  const followed = [...edges, ...rows, ...models];
  return { starts, edges: [...followed, ...semanticPart(followed, artifacts)], untraced };
}

/** The edges inside the semantic layer, where something in it is reached. */
function semanticPart(edges: readonly ColumnEdge[], { head }: Artifacts): readonly ColumnEdge[] {
  const isSemantic = (id: UniqueId): boolean => {
    const type = head.project.nodes[id]?.resourceType;
    return type === "semantic_model" || type === "metric";
  };
  return edges.some(({ to }) => isSemantic(to.uniqueId)) ? semanticEdges(head.project) : [];
}
