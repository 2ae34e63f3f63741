import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import { withUniquenessTests } from "../core/findings/uniqueness-evidence.ts";
import type { Rule } from "./rule.ts";

/** Rows that were made unique no longer are, or another row of several is kept. */
export const deduplicationChanged: Rule = {
  id: "deduplication-changed",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "What makes rows unique was removed, or keeps another row: DISTINCT, `row_number() = 1` in QUALIFY or a filter, a grouping without aggregates. What was added is `grain-changed`. Uniqueness tests on the model are in the evidence.",
  ...editWords({
    things: "Deduplications",
    why: "Where a key has several rows, `{model}` now holds all of them, or another one than before.",
    fix: "Check with a `unique` test on the key of `{model}`, and say which of several rows is the right one.",
  }),
  check: (context) => findEdits(context, "deduplication").map((found) => withUniquenessTests(found, context)),
};
