import { displayName } from "../core/display-name.ts";
import { brokenContracts } from "../core/diff/contract-changes.ts";
import { newNames } from "../core/diff/new-names.ts";
import { columnCause } from "../core/findings/cause.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import { directReaders } from "../core/lineage/readers.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Model } from "../core/manifest/project.ts";
import type { RuleContext } from "./context.ts";
import type { Rule } from "./rule.ts";

const WHY =
  "The contract of `{model}` is enforced, so others may rely on this column; whatever selects it will fail. dbt itself calls this a breaking change.";

/** dbt: `columns_removed` (nodes.py `same_contract`); a rename is a removal. */
export const contractColumnRemoved: Rule = {
  id: "contract-column-removed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary: "A column of an enforced contract is gone. A rename counts: the likely new name is said.",
  words: {
    title: "Column `{column}` was removed from the contract of `{model}`",
    why: WHY,
    fix: "Bring `{column}` back, or leave `{model}` as it is and publish the change as a new version.",
  },
  variants: {
    renamed: {
      title: "Contracted column `{column}` of `{model}` is gone; is it `{newName}` now?",
      why: WHY,
      fix: "Keep the old name beside the new one (`{newName} as {column}`) until everybody has moved, or publish the change as a new version.",
    },
  },
  packageFix: PACKAGE_FIX,
  check: (context) =>
    brokenContracts(context.changes, context.adapter).flatMap(({ change, breaks }) => {
      const names = newNames(change, context.adapter);
      const readers = directReaders(context.graphs.head, change.uniqueId);
      return breaks.flatMap((broken) => {
        if (broken.kind !== "columns_removed") return [];
        const { name, dataType } = broken.column;
        const newName = names.get(name);
        return [
          {
            subject: { uniqueId: change.uniqueId, column: name },
            facts: { model: displayName(change.head), column: name, newName: newName ?? "" },
            ...(newName === undefined ? {} : { variant: "renamed" }),
            evidence: [
              {
                kind: "column",
                uniqueId: change.uniqueId,
                column: name,
                before: dataType ?? "declared",
                ...(newName === undefined ? {} : { after: newName }),
              },
            ],
            // Without SQL nobody can say which of those that read the model use the column.
            affected: [...new Set([...namedBy(context, change.head, name), ...readers])],
            cause: columnCause(change.uniqueId, name),
          },
        ];
      });
    }),
};

/** What else of the project names the column outside SQL. */
function namedBy({ artifacts, graphs }: RuleContext, model: Model, column: string): readonly UniqueId[] {
  const { project } = artifacts.head;
  const references = columnReferences({ project, graph: graphs.head }, model, column);
  return references.map((reference) => reference.uniqueId).filter((id) => id !== model.uniqueId);
}
