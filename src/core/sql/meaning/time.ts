import { childrenOf, mapChildren, someExpr } from "../expr.ts";
import type { Expr } from "../query.ts";

/** Calls that truncate a time, move it to another zone or take its date, in the words of all dialects. */
const TIME_CALLS: ReadonlySet<string> = new Set([
  "at_time_zone",
  "convert_timezone",
  "date",
  "date_bin",
  "date_trunc",
  "datetime",
  "datetime_trunc",
  "from_utc_timestamp",
  "time_bucket",
  "time_slice",
  "timestamp",
  "timestamp_trunc",
  "timezone",
  "to_date",
  "to_utc_timestamp",
  "trunc_date",
  "ts_or_ds_to_date",
]);

const TIME_TYPE = /^(?:date|time|timestamp|small ?date)/iu;

/** An expression without what only truncates a time, moves it to another zone or takes its date. */
export function withoutTime(expr: Expr): Expr {
  if (expr.type === "cast" && TIME_TYPE.test(expr.to)) return withoutTime(expr.operand);
  if (expr.type === "operation" && TIME_CALLS.has(expr.name)) {
    const moment = childrenOf(expr).find(hasColumn);
    if (moment !== undefined) return withoutTime(moment);
  }
  return mapChildren(expr, withoutTime);
}

function hasColumn(expr: Expr): boolean {
  return someExpr(expr, ({ type }) => type === "resolved");
}

/** Whether a value is cast to a date: its time of day is gone. */
export function castsToDate(expr: Expr): boolean {
  return someExpr(expr, (each) => each.type === "cast" && /^date$/iu.test(each.to));
}
