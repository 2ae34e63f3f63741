import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import type { Rule } from "./rule.ts";

/** UNION against UNION ALL, and the queries that are put together. */
export const setOperationChanged: Rule = {
  id: "set-operation-changed",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "UNION and UNION ALL, EXCEPT or INTERSECT were swapped, or a query of a set operation was added or removed.",
  ...editWords({
    things: "Set operations",
    why: "UNION removes equal rows and UNION ALL keeps them, EXCEPT and INTERSECT take rows away: `{model}` holds other rows, or the same rows more than once.",
    fix: "Check that rows cannot repeat where they are no longer removed: a `unique` test on the key of `{model}` shows it.",
  }),
  check: (context) => findEdits(context, "set_operation"),
};
