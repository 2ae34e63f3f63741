import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import { withUniquenessTests } from "../core/findings/uniqueness-evidence.ts";
import type { Rule } from "./rule.ts";

/** What one row stands for is another thing. */
export const grainChanged: Rule = {
  id: "grain-changed",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "GROUP BY or PIVOT changed, or DISTINCT or `row_number() = 1` was added: a row stands for something else. What was removed is `deduplication-changed`. Uniqueness tests on the model are in the evidence.",
  ...editWords({
    things: "Grains",
    why: "A row of `{model}` stands for something else than before: counts move, averages weigh otherwise, and joins on the old key may repeat or miss rows.",
    fix: "Check that the uniqueness tests and joins on `{model}` use the new key, and say in its description what a row is.",
  }),
  check: (context) => findEdits(context, "grain").map((found) => withUniquenessTests(found, context)),
};
