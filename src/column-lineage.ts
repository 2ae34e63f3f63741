import type { ColumnAnswer, ColumnQuestion } from "./core/columns/column-question.ts";
import { downstreamLineage } from "./core/columns/downstream-lineage.ts";
import { graphOf, graphs } from "./core/lineage/graph.ts";
import type { Lineage } from "./core/lineage/lineage.ts";
import type { Side } from "./core/manifest/artifacts.ts";
import { columnsOf } from "./core/manifest/declared-column.ts";
import { isReadable } from "./core/sql/known-columns.ts";
import { nothingCompared } from "./core/sql/sql-comparison.ts";
import type { SqlEngine } from "./ports.ts";
import { SideReader } from "./side-reader.ts";
import { traceFrom } from "./trace-columns.ts";
import { UpstreamWalk } from "./upstream-walk.ts";

/** The lineage of one column of a project, read from the column outward. Only SQL that it reaches is looked at. */
export async function columnLineage(
  side: Side,
  question: ColumnQuestion,
  engine: SqlEngine,
): Promise<ColumnAnswer> {
  const node = side.project.nodes[question.node];
  if (node === undefined || !isReadable(node)) return { kind: "unknown", columns: [] };
  const artifacts = { base: side, head: side };
  const reader = new SideReader(artifacts, [], withSecondOpinion(engine));
  const listed = await reader.columnsOf(node, "head");
  const declared = columnsOf(node).map(({ name }) => name);
  const isKnown = [...(listed ?? []), ...declared].some((name) => name.toLowerCase() === question.column);
  // What the SQL, the catalog or a contract list is all there is.
  if (listed !== null && !isKnown) return { kind: "unknown", columns: listed };
  const lineage = await walk(side, question, reader);
  // Where nobody lists the columns, a name is known by who uses it.
  if (isKnown || lineage.edges.length > 0) return { kind: "found", lineage };
  return { kind: "unknown", columns: declared };
}

/** Whoever asks for lineage alone is shown how sure it is. */
function withSecondOpinion(engine: SqlEngine): SqlEngine {
  return {
    ...engine,
    read: async (statements) =>
      await engine.read(statements.map((statement) => ({ ...statement, secondOpinion: true }))),
  };
}

async function walk(
  side: Side,
  { node, column, direction }: ColumnQuestion,
  reader: SideReader,
): Promise<Lineage> {
  const { project } = side;
  if (direction === "upstream")
    return await new UpstreamWalk(project, reader).from({ uniqueId: node, column });
  const artifacts = { base: side, head: side };
  const start = { uniqueId: node, column, change: "redefined" } as const;
  const input = { artifacts, changes: [], sql: nothingCompared, graphs: graphs(project, project) };
  const graph = await traceFrom([start], input, reader);
  const fromHere = downstreamLineage(start, graph, project);
  return graphOf(project).childrenOf(node).length === 0 ? { ...fromHere, untraced: [] } : fromHere;
}
