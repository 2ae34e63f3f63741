import type { SourceColumn, Transformation } from "../facts.ts";

/** Where a value comes from, as far as it could be followed. */
export interface Lineage {
  readonly edges: readonly SourceColumn[];
  readonly doubts: readonly string[];
  readonly untraced: readonly string[];
}

export const NOTHING: Lineage = { edges: [], doubts: [], untraced: [] };

export const IDENTITY: Transformation = { type: "DIRECT", subtype: "IDENTITY" };
export const TRANSFORMATION: Transformation = { type: "DIRECT", subtype: "TRANSFORMATION" };

/** Strongest last: what a value is made from says more than what decides it. */
const STRENGTH = ["FILTER", "CONDITIONAL", "WINDOW", "SORT", "IDENTITY", "TRANSFORMATION", "AGGREGATION"];

/** What a part of an expression is for the whole, given what the whole is for the column. */
export function within(outer: Transformation, inner: Transformation): Transformation {
  if (outer.type === "INDIRECT") return outer;
  if (inner.type === "INDIRECT") return inner;
  return strength(inner) > strength(outer) ? inner : outer;
}

function strength({ subtype }: Transformation): number {
  return STRENGTH.indexOf(subtype);
}

/** Collects what an expression is made from. */
export class Sink {
  readonly #edges = new Map<string, SourceColumn>();
  readonly #doubts = new Set<string>();
  readonly #untraced = new Set<string>();

  add(lineage: Lineage, how: Transformation): void {
    for (const edge of lineage.edges) this.#addEdge({ ...edge, ...within(how, edge) });
    for (const doubt of lineage.doubts) this.#doubts.add(doubt);
    for (const why of lineage.untraced) this.#untraced.add(why);
  }

  doubt(text: string): void {
    this.#doubts.add(text);
  }

  #addEdge(edge: SourceColumn): void {
    const key = `${edge.relation}\n${edge.column}`;
    const known = this.#edges.get(key);
    if (known === undefined || strength(edge) > strength(known)) this.#edges.set(key, edge);
  }

  lineage(): Lineage {
    if (this.#edges.size + this.#doubts.size + this.#untraced.size === 0) return NOTHING;
    return { edges: [...this.#edges.values()], doubts: [...this.#doubts], untraced: [...this.#untraced] };
  }
}

/** Both together. */
export function union(first: Lineage, second: Lineage): Lineage {
  if (first === second) return first;
  const sink = new Sink();
  sink.add(first, IDENTITY);
  sink.add(second, IDENTITY);
  return sink.lineage();
}
