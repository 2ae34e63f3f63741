import { append } from "../append.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { ColumnEdge, ColumnEnd, ColumnGraph, ColumnStart } from "./column-graph.ts";

/** A column or object that a start reaches. */
export interface ReachedEnd {
  readonly start: ColumnStart;
  readonly end: ColumnEnd;
  /** `value`: it is computed from what changed. `rows`: its rows are decided by it. `model`: it may be, nobody could tell. */
  readonly how: ColumnEdge["kind"];
  /** The last step; null at the start itself. */
  readonly edge: ColumnEdge | null;
  readonly previous: ReachedEnd | null;
}

/**
 * Everything that some starts reach, nearest first; the starts are not in it. Each end is entered from at most `most`
 * starts, so the cost grows with what is reached, not with the number of changes times the project.
 */
export function reachFrom(
  graph: ColumnGraph,
  starts: readonly ColumnStart[],
  most = 1,
): readonly ReachedEnd[] {
  const { edgesFrom, untraced } = indexOf(graph);
  const entered = new Map<string, Set<ColumnStart>>();
  const enters = ({ start, end, how }: ReachedEnd): boolean => {
    if (end.uniqueId === start.uniqueId && (end.column === start.column || end.column === null)) return false;
    const key = `${keyOf(end)}\n${how}`;
    const from = entered.get(key) ?? new Set();
    if (from.size >= most || from.has(start)) return false;
    entered.set(key, from.add(start));
    return true;
  };
  const reached: ReachedEnd[] = [];
  let ring = starts.map(startOf);
  while (ring.length > 0) {
    const next = ring.flatMap((at) =>
      edgesFrom(at).map((edge): ReachedEnd => ({
        start: at.start,
        end: edge.to,
        how: howOf(at, edge, untraced),
        edge,
        previous: at,
      })),
    );
    ring = next.filter(enters);
    reached.push(...ring);
  }
  return reached;
}

/** The objects on the way to an end, the start's first. */
export function pathOf(reached: ReachedEnd): readonly UniqueId[] {
  const path = stepsOf(reached).map(({ end }) => end.uniqueId);
  return path.filter((id, index) => id !== path[index - 1]);
}

/** The ends on the way to an end, the start first and itself last. */
export function stepsOf(reached: ReachedEnd): readonly ReachedEnd[] {
  const steps: ReachedEnd[] = [];
  for (let at: ReachedEnd | null = reached; at !== null; at = at.previous) steps.push(at);
  return steps.reverse();
}

function startOf(start: ColumnStart): ReachedEnd {
  const { uniqueId, column, change } = start;
  const whole = change === "rows" ? "rows" : "model";
  return {
    start,
    end: { uniqueId, column },
    how: column === null ? whole : "value",
    edge: null,
    previous: null,
  };
}

function howOf(at: ReachedEnd, { kind, to }: ColumnEdge, untraced: ReadonlySet<UniqueId>): ReachedEnd["how"] {
  if (kind === "rows") return "rows";
  return kind === "model" && untraced.has(to.uniqueId) ? "model" : at.how;
}

/** The edges that lead straight away from an end. */
export function edgesAt(graph: ColumnGraph, end: ColumnEnd): readonly ColumnEdge[] {
  return indexOf(graph).edgesAt(end);
}

interface Index {
  readonly edgesAt: (end: ColumnEnd) => readonly ColumnEdge[];
  readonly edgesFrom: (at: ReachedEnd) => readonly ColumnEdge[];
  readonly untraced: ReadonlySet<UniqueId>;
}

const known = new WeakMap<ColumnGraph, Index>();

function indexOf(graph: ColumnGraph): Index {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const byEnd = new Map<string, ColumnEdge[]>();
  for (const edge of graph.edges) append(byEnd, keyOf(edge.from), edge);
  const edgesAt = (end: ColumnEnd): readonly ColumnEdge[] => byEnd.get(keyOf(end)) ?? [];
  const index: Index = {
    edgesAt,
    untraced: new Set(graph.untraced.map(({ uniqueId }) => uniqueId)),
    edgesFrom: ({ end, how }) => {
      const own = edgesAt(end).filter(({ kind }) => FOLLOWED[how].has(kind));
      // Who reads an object as a whole reads each of its columns.
      const asWhole = end.column === null ? [] : edgesAt({ ...end, column: null });
      return [...own, ...asWhole.filter(({ kind }) => kind === "model")];
    },
  };
  known.set(graph, index);
  return index;
}

/** The edges that go on from an end, by how it was reached: other rows reach whoever reads rows, and what is computed. */
const FOLLOWED: Readonly<Record<ReachedEnd["how"], ReadonlySet<ColumnEdge["kind"]>>> = {
  value: new Set(["value", "rows", "model"]),
  rows: new Set(["value", "rows"]),
  model: new Set(["value", "model"]),
};

function keyOf({ uniqueId, column }: ColumnEnd): string {
  return `${uniqueId}\n${column ?? ""}`;
}
