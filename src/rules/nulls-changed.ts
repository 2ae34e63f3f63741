import { displayName } from "../core/display-name.ts";
import { joinCause } from "../core/findings/cause.ts";
import { sqlEvidence } from "../core/findings/edit-evidence.ts";
import { columnWords } from "../core/findings/edit-words.ts";
import { comparedModels, type ComparedModel } from "../core/findings/edited-models.ts";
import { findColumnEdits } from "../core/findings/find-column-edits.ts";
import { notNullColumns } from "../core/guarantees/not-null.ts";
import { readersIn } from "../core/lineage/readers.ts";
import type { Evidence } from "../core/report.ts";
import { nullFeeds } from "../core/sql/meaning/null-feeds.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** What stands where a value is missing. */
export const nullsChanged: Rule = {
  id: "nulls-changed",
  category: "rows",
  severity: "note",
  certainty: "structural",
  summary:
    "COALESCE or another default of a column was added, dropped or changed and nothing else; or an outer join now feeds a column that a `not_null` test or constraint protects.",
  ...nullWords(),
  check: (context) => [
    ...findColumnEdits(context, "nulls"),
    ...comparedModels(context).flatMap((model) => joinedIn(model, context)),
  ],
};

function nullWords() {
  const { words, variants } = columnWords({
    how: "have another default",
    why: "Rows without a value hold something else than before: averages and counts of the column move, and comparisons and joins with null find nothing.",
    fix: "Check what readers expect where the value is missing, and whether a `not_null` test still holds.",
  });
  const joined = {
    title: "An outer join can now leave {columns} of `{model}` null",
    why: "A `not_null` test or constraint protects the column: the next build fails on it as soon as one row has no partner.",
    fix: "Join in a way that keeps every row matched, give the column a default with COALESCE, or drop the guarantee on purpose.",
  };
  return { words, variants: { ...variants, joined } };
}

/** One finding for a model; it has the cause of the join that it comes from. */
function joinedIn(model: ComparedModel, context: RuleContext): readonly Found[] {
  const { project } = context.artifacts.head;
  const { head, target, comparison, compared } = model;
  const guarded = notNullColumns(head.uniqueId, project, context.graphs.head);
  const feeds = nullFeeds(compared.change.edits, comparison);
  const fed = new Set(feeds.flatMap(({ columns }) => columns.map((column) => column.toLowerCase())));
  const broken = guarded.filter(({ column }) => fed.has(column.toLowerCase()));
  if (broken.length === 0) return [];
  return [
    {
      subject: { uniqueId: head.uniqueId },
      facts: { model: displayName(head), columns: [...new Set(broken.map(({ column }) => column))] },
      variant: "joined",
      evidence: [
        ...feeds.map(({ edit }) => sqlEvidence(edit, model, context.artifacts)),
        ...broken.map(({ kind, uniqueId, column }): Evidence => ({
          kind,
          uniqueId,
          column,
          text: "not_null",
        })),
      ],
      affected: readersIn(project, context.graphs.union, [head.uniqueId]),
      cause: joinCause(target.base.uniqueId),
      key: "joined",
    },
  ];
}
