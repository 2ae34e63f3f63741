import { columnWords } from "../core/findings/edit-words.ts";
import { findColumnEdits } from "../core/findings/find-column-edits.ts";
import type { Rule } from "./rule.ts";

/** The same moment, cut or placed otherwise. */
export const timeChanged: Rule = {
  id: "time-changed",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "A column differs only in its time zone, its truncation or a cast to a date. What is grouped by it gets other groups as well.",
  ...columnWords({
    how: "are truncated or placed in time in another way",
    why: "Moments near the edge of a day, week or month fall on the other side of it, and equal days may no longer be equal: what is grouped, filtered or joined by it moves.",
    fix: "Check the time zone of the source, convert before truncating, and rebuild history if the old rows are kept.",
  }),
  check: (context) => findColumnEdits(context, "time"),
};
