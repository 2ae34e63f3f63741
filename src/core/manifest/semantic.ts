import type { JsonObject } from "../json.ts";
import type { NodeBase } from "./node.ts";

/**
 * A metric of any spec: MetricFlow (v10 and later, measure based or with `metric_aggregation_params`)
 * or the old dbt metric (v4 to v9). Compare metrics in the normal form of `core/diff/diff-metric.ts`, never field by field.
 */
export interface Metric extends NodeBase {
  readonly resourceType: "metric";
  readonly label: string | null;
  /** `simple`, `ratio`, `derived`, `cumulative`, `conversion`; an old metric's `calculation_method` or `type`. */
  readonly type: string;
  /** `type_params` without nulls; empty on an old metric. */
  readonly typeParams: JsonObject;
  /** The `where` filters of the metric itself, as written. */
  readonly filter: readonly string[];
  readonly timeGranularity: string | null;
  /** Old spec only: model, calculation_method, expression (or sql), timestamp, time_grains, dimensions, filters, window. */
  readonly legacy: JsonObject | null;
}

/** A join key of a semantic model. */
export interface Entity {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly label: string | null;
  readonly role: string | null;
  readonly expr: string | null;
  readonly config: JsonObject;
}

/** What metrics can be grouped and filtered by. */
export interface Dimension {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly label: string | null;
  readonly isPartition: boolean;
  readonly expr: string | null;
  readonly typeParams: JsonObject;
  readonly config: JsonObject;
}

/** An aggregation of a semantic model, which metrics name. */
export interface Measure {
  readonly name: string;
  readonly agg: string;
  readonly description: string;
  readonly label: string | null;
  readonly createMetric: boolean;
  readonly expr: string | null;
  readonly aggParams: JsonObject;
  readonly nonAdditiveDimension: JsonObject;
  readonly aggTimeDimension: string | null;
  readonly config: JsonObject;
}

/** A semantic model (MetricFlow). The model that it describes is `dependsOn[0]`. */
export interface SemanticModel extends NodeBase {
  readonly resourceType: "semantic_model";
  /** As written, for example `ref('orders')`. */
  readonly model: string;
  readonly label: string | null;
  readonly defaults: JsonObject;
  readonly primaryEntity: string | null;
  readonly entities: readonly Entity[];
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
}

/** A table or view that a saved query writes. */
export interface Export {
  readonly name: string;
  readonly config: JsonObject;
  readonly unrenderedConfig: JsonObject;
}

/** A saved query. `groupBy` and `where` are kept as written (`TimeDimension('metric_time','day')`). */
export interface SavedQuery extends NodeBase {
  readonly resourceType: "saved_query";
  readonly label: string | null;
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
  readonly where: readonly string[];
  readonly orderBy: readonly string[];
  readonly limit: number | null;
  readonly exports: readonly Export[];
}
