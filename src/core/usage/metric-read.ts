import type { UniqueId } from "../manifest/node.ts";

/**
 * How a query computes a metric's aggregate over its object:
 * - `asked`: as the semantic layer writes it;
 * - `by hand`: with the metric's filter, or where it has none;
 * - `filtered by its columns`: by the columns of its filter, to values that may be others;
 * - `without its filter`: not by these columns.
 * The first two are use of the metric. Queries that differ in literals alone are one statement, judged by one of them.
 */
export type MetricHow = "asked" | "by hand" | "filtered by its columns" | "without its filter";

/** A metric whose aggregate a query computes. */
export interface MetricRead {
  readonly uniqueId: UniqueId;
  readonly how: MetricHow;
}

/**
 * The rows that a metric is counted in, as columns of an object are: as a whole where it is used, and by how, so that
 * people and tools are told for each. What the semantic layer asked is the whole alone.
 */
export function countedAs(how: MetricHow): readonly (MetricHow | null)[] {
  if (how === "asked") return [null];
  return how === "by hand" ? [null, how] : [how];
}
