import type { Value } from "../values.ts";
import { method, unknown, type Call } from "./call.ts";
import type { RenderState } from "./render-state.ts";

/**
 * What asks the warehouse. dbt has these as macros that projects see; here the host answers, whatever a manifest says:
 * nothing is run, and what comes of a query is unknown.
 */
export function queryNames(state: RenderState): Readonly<Record<string, () => Value>> {
  return {
    run_query: () => method("run_query", () => (state.execute ? unknown("run_query") : null)),
    statement: () => method("statement", runCaller),
    load_result: () =>
      method("load_result", ({ text }) =>
        state.execute ? unknown(`result of ${text(0, "name") ?? "a statement"}`) : null,
      ),
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
function runCaller({ kwargs, site }: Call): Value {
  const caller = kwargs.get("caller");
  if (caller !== undefined) site.call(caller, []);
  return "";
}
