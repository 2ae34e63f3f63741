import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import type { Rule } from "./rule.ts";

/** A predicate decides which rows there are. */
export const filterChanged: Rule = {
  id: "filter-changed",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "A predicate of WHERE, HAVING or QUALIFY was added, removed or changed on the way to the output, in a CTE as well. Swapped operands, another order and filters that only another target compiles are silent.",
  ...editWords({
    things: "Filters",
    why: "`{model}` holds other rows than before, for past dates as well: totals and counts of everything that reads it move.",
    fix: "Compare `count(*)` before and after on production, and say in the pull request which rows come or go.",
  }),
  check: (context) => findEdits(context, "filter"),
};
