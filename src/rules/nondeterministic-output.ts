import { displayName } from "../core/display-name.ts";
import { comparedModels, declaredUniqueness, type ComparedModel } from "../core/findings/edited-models.ts";
import { placeOf } from "../core/findings/edit-evidence.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { newTies } from "../core/sql/meaning/tie-breakers.ts";
import { uniquenessIn, type UniqueSets } from "../core/sql/meaning/unique-sets.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Two runs over the same rows may give two results. */
export const nondeterministicOutput: Rule = {
  id: "nondeterministic-output",
  category: "rows",
  severity: "note",
  certainty: "heuristic",
  summary:
    "A new ROW_NUMBER, FIRST_VALUE, LAST_VALUE, LAG or LEAD picks a row by an order in which rows may be equal: it has no key, or one that nothing says is unique. Silent with a second key, a key that is named like one, or where base picked in the same way.",
  words: {
    title: "`{call}` of `{model}` picks among equal rows by chance",
    why: "Nothing says that {order} tells the rows of a group apart. Where two are equal the warehouse picks one, and another one at the next run.",
    fix: "Add a column that is unique in its group to the end of the `order by`.",
  },
  variants: {
    unordered: {
      title: "`{call}` of `{model}` picks a row in no order",
      why: "Without `order by` the warehouse picks any row of the group, and another one at the next run.",
      fix: "Add an `order by` that ends in a column that is unique in its group.",
    },
  },
  check(context) {
    const declared = declaredUniqueness(context).head;
    return comparedModels(context).flatMap((model) => tiesIn(model, declared, context));
  },
};

function tiesIn(
  { head, comparison }: ComparedModel,
  declared: UniqueSets,
  context: RuleContext,
): readonly Found[] {
  const ties = newTies(comparison, uniquenessIn(comparison.sides.head.scopes, declared).setsOf);
  const [first] = ties;
  if (first === undefined) return [];
  const { uniqueId, path } = head;
  return [
    {
      subject: { uniqueId },
      facts: { model: displayName(head), call: first.call, order: first.order },
      ...(first.order.length === 0 ? { variant: "unordered" } : {}),
      evidence: ties.map(({ text, scope }) => ({
        kind: "sql",
        uniqueId,
        after: text,
        path,
        text: `window in ${placeOf(scope)}`,
      })),
      affected: readersIn(context.artifacts.head.project, context.graphs.union, [uniqueId]),
    },
  ];
}
