import { displayName } from "../core/display-name.ts";
import type { Surviving } from "../core/diff/change.ts";
import { editWords } from "../core/findings/edit-words.ts";
import { findEdits } from "../core/findings/find-edits.ts";
import { readersIn } from "../core/lineage/readers.ts";
import { limitsInProduction } from "../core/sql/meaning/development-rows.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const fix =
  "Take it out, or keep it from production: `{% if target.name == 'dev' %} limit 100 {% endif %}` compiles for that target only.";
const why =
  "`{model}` holds a part of its rows only: everything that reads it is computed from that part, and no test of its columns fails.";

/** A limit, sample or filter for development that production would run with. */
export const rowLimitAdded: Rule = {
  id: "row-limit-added",
  category: "rows",
  severity: "warning",
  certainty: "structural",
  summary:
    "LIMIT, TOP or a sample was added or changed, or a limit or recent-rows filter under a condition on `target` that production meets. One that only other targets compile is silent.",
  ...rowLimitWords(),
  check(context) {
    const found = findEdits(context, "limit");
    const told = new Set(found.map(({ subject }) => subject.uniqueId));
    const models = [...survivingOf(context, "model"), ...survivingOf(context, "snapshot")];
    return [
      ...found,
      ...models.filter(({ uniqueId }) => !told.has(uniqueId)).flatMap((change) => guardedIn(change, context)),
    ];
  },
};

function rowLimitWords() {
  const { words, variants } = editWords({ things: "Row limits", why, fix });
  const title = "`{model}` gets fewer rows in production by a condition on `target`";
  return { words, variants: { ...variants, guarded: { title, why, fix } } };
}

/** What the text says of targets that were not compiled. */
function guardedIn(
  { base, head }: Surviving<"model"> | Surviving<"snapshot">,
  context: RuleContext,
): readonly Found[] {
  const blocks = limitsInProduction({ base: base.rawCode, head: head.rawCode });
  if (blocks.length === 0) return [];
  const { uniqueId, path } = head;
  return [
    {
      subject: { uniqueId },
      facts: { model: displayName(head) },
      variant: "guarded",
      evidence: blocks.map(({ condition, body }) => ({
        kind: "sql",
        uniqueId,
        after: body.trim(),
        path,
        text: `compiled if ${condition}`,
      })),
      affected: readersIn(context.artifacts.head.project, context.graphs.union, [uniqueId]),
    },
  ];
}
