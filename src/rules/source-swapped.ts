import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import type { Rule } from "./rule.ts";

/** Another relation, or another version of it, is read in the same place. */
export const sourceSwapped: Rule = {
  id: "source-swapped",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "A query reads another relation in the place of one, or the same at another point in time. Another environment's name of the same relation is silent.",
  ...editWords({
    things: "Relations",
    why: "`{model}` keeps its columns and gets its rows from elsewhere: they may be fewer, newer, or told apart by another key.",
    fix: "Check that both relations hold the same rows and the same grain, and say why the source moved.",
  }),
  check: (context) => findEdits(context, "source"),
};
