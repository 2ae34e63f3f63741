import type { Value } from "../values.ts";
import { method, unknown, type Call } from "./call.ts";
import type { QueryRows } from "./query-rows.ts";
import type { RenderState } from "./render-state.ts";
import { resultValue, tableValue } from "./table-value.ts";

/**
 * What asks the warehouse. dbt has these as macros that projects see; here the host answers, whatever a manifest says:
 * nothing is run. What comes of a query is unknown, unless its rows could be told without it.
 */
export function queryNames(state: RenderState): Readonly<Record<string, () => Value>> {
  return {
    run_query: () =>
      method("run_query", (call) =>
        answer(state, call, { sql: call.text(0, "sql") ?? "", reason: "run_query", value: tableValue }),
      ),
    statement: () => method("statement", (call) => runCaller(state, call)),
    load_result: () => method("load_result", (call) => loadResult(state, call)),
    store_result: () => method("store_result", () => ""),
    store_raw_result: () => method("store_raw_result", () => ""),
    is_incremental: () =>
      method("is_incremental", () => {
        state.asksIncremental = true;
        return state.job.isIncremental;
      }),
  };
}

/** The query is rendered, since it may name relations, and not run. */
function runCaller({ statements }: RenderState, { kwargs, site, text }: Call): Value {
  const caller = kwargs.get("caller");
  if (caller !== undefined) statements.set(text(0, "name") ?? "", site.text(site.call(caller, [])));
  return "";
}

function loadResult(state: RenderState, call: Call): Value {
  const name = call.text(0, "name") ?? "";
  const sql = state.statements.get(name) ?? "";
  return answer(state, call, { sql, reason: `result of ${name || "a statement"}`, value: resultValue });
}

interface Answer {
  readonly sql: string;
  readonly reason: string;
  readonly value: (rows: QueryRows) => Value;
}

function answer(state: RenderState, { site }: Call, { sql, reason, value }: Answer): Value {
  if (!state.execute) return null;
  const rows = Object.hasOwn(state.job.rows, sql) ? state.job.rows[sql] : undefined;
  if (rows === undefined) {
    state.queries.note(sql);
    return unknown(reason);
  }
  if (rows.by === null) state.hasAnyRow = true;
  site.taint(rows.by === null ? reason : `${reason} (rows taken from ${rows.by})`, "iterated");
  return value(rows);
}
