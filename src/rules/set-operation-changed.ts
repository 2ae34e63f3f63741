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
    fix: "Check the key of `{model}` both ways: a `unique` test shows rows that now repeat, a count before and after those that are gone.",
  }),
  check: (context) => findEdits(context, "set_operation"),
};
