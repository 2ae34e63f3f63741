import { childrenOf } from "../expr.ts";
import type { Expr } from "../query.ts";

/** Functions that make one value of many rows, as polyglot and the warehouses name them. */
const AGGREGATES: ReadonlySet<string> = new Set(
  (
    "aggregate_function any_value anyvalue approx_count_distinct approx_distinct approx_percentile approx_quantiles " +
    "approx_top_count arg_max arg_min argmax argmin array_agg array_concat_agg array_union_agg array_unique_agg avg " +
    "bit_and bit_or bit_xor bool_and bool_or boolor_agg booland_agg collect_list collect_set combined_agg_func " +
    "combined_parameterized_agg corr count count_if countif count_distinct covar_pop covar_samp every first grouparray " +
    "group_concat groupuniqarray hash_agg hll json_agg json_arrayagg json_object_agg json_objectagg jsonb_agg " +
    "jsonb_object_agg kurtosis last list list_agg listagg logical_and logical_or map_agg max max_by median min min_by " +
    "mode object_agg parameterized_agg percentile percentile_cont percentile_disc quantile quantile_cont quantile_disc " +
    "skewness stddev stddev_pop stddev_samp string_agg sum sum_if sumif uniq uniqexact var_pop var_samp variance " +
    "variance_pop variance_samp within_group xmlagg avg_if avgif argmaxif argminif"
  ).split(" "),
);

/** Whether an operation makes one value of many rows. */
export function isAggregate(name: string): boolean {
  return AGGREGATES.has(name) && name !== "list";
}

/** Whether an expression aggregates rows, windows apart: these keep every row. */
export function aggregates(expr: Expr): boolean {
  return aggregateIn(expr) !== null;
}

/** The outermost aggregate of an expression, null where there is none. */
export function aggregateIn(expr: Expr): string | null {
  if (expr.type === "operation") {
    if (expr.name === "window_function") return null;
    if (isAggregate(expr.name)) return expr.name === "within_group" ? innerName(expr) : expr.name;
  }
  for (const child of childrenOf(expr)) {
    const found = aggregateIn(child);
    if (found !== null) return found;
  }
  return null;
}

function innerName(expr: Expr): string {
  const [inner] = childrenOf(expr);
  return inner?.type === "operation" ? inner.name : "within_group";
}
