import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import type { Rule } from "./rule.ts";

/** A join that may meet several rows where it met one or none. */
export const joinFansOut: Rule = {
  id: "join-fans-out",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "A join was added, or asks for fewer keys, and nothing makes the joined side unique on its keys: no uniqueness test, primary key, constraint or `unique_key`, no grouping, DISTINCT or `row_number() = 1`. Silent when something does.",
  ...editWords({
    things: "Fan-out joins",
    why: "Nothing says that the joined side has one row for each key. Where it has several, each row of `{model}` comes that often, and sums over it are too high.",
    fix: "Add a `unique` test (or `dbt_utils.unique_combination_of_columns`) on the keys of the joined side, or group it by them first.",
  }),
  check: (context) => findEdits(context, "fan_out"),
};
