import type { Change } from "../core/diff/change.ts";
import { displayName } from "../core/display-name.ts";
import type { ContractBreak } from "../core/diff/compare-contracts.ts";
import { brokenContracts } from "../core/diff/contract-changes.ts";
import { columnCause } from "../core/findings/cause.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Constraint } from "../core/manifest/node.ts";
import type { Model } from "../core/manifest/project.ts";
import type { Found, Rule, Words } from "./rule.ts";

const WHY =
  "`{adapter}` enforces this constraint, so the rows of `{model}` have kept to it and others may count on that. dbt itself calls this a breaking change.";

const UNENFORCED: Pick<Words, "why" | "fix"> = {
  why: "`{adapter}` does not enforce it, so no build fails and dbt does not report it. But it told query planners and readers of `{model}` what they may count on.",
  fix: "Keep it as long as it holds, or check that a data test guards what it said.",
};

/** dbt: `enforced_column_constraint_removed`, `enforced_model_constraint_removed` (nodes.py `same_contract`). */
export const contractConstraintRemoved: Rule = {
  id: "contract-constraint-removed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A constraint of a contracted column or model that this adapter enforces is gone, or reads otherwise. One that the adapter does not enforce is a note when it is gone.",
  words: {
    title: "The `{type}` constraint on {columns} of `{model}` was removed",
    why: WHY,
    fix: "Bring the constraint back, or publish the model without it as a new version.",
  },
  variants: {
    unenforced: { title: "The `{type}` constraint on {columns} of `{model}` was removed", ...UNENFORCED },
    "model-unenforced": { title: "The `{type}` constraint of `{model}` was removed", ...UNENFORCED },
    changed: {
      title: "The `{type}` constraint on {columns} of `{model}` changed",
      why: WHY,
      fix: "Keep the old constraint beside the new one if rows may now break it, or publish the change as a new version.",
    },
    model: {
      title: "The `{type}` constraint of `{model}` was removed",
      why: WHY,
      fix: "Bring the constraint back, or publish the model without it as a new version.",
    },
    "model-changed": {
      title: "The `{type}` constraint of `{model}` changed",
      why: WHY,
      fix: "Keep the old constraint beside the new one if rows may now break it, or publish the change as a new version.",
    },
  },
  packageFix: PACKAGE_FIX,
  check: ({ changes, adapter, graphs }) =>
    brokenContracts(changes, adapter).flatMap(({ change, breaks }) =>
      breaks
        .filter((broken) => isLost(broken, change))
        .map((lost) => {
          const { column, constraint, replacedBy } = lost;
          const columns = column === null ? constraint.columns : [column];
          const gone = goneColumn(columns, change.head);
          return {
            subject: { uniqueId: change.uniqueId, ...(column === null ? {} : { column }) },
            facts: { model: displayName(change.head), type: constraint.type, columns, adapter: adapter.name },
            ...gradeOf(lost, columns.length > 0),
            evidence: (columns.length === 0 ? [undefined] : columns).map((name) => ({
              kind: "constraint",
              uniqueId: change.uniqueId,
              ...(name === undefined ? {} : { column: name }),
              before: textOf(constraint),
              ...(replacedBy === null ? {} : { after: textOf(replacedBy) }),
            })),
            affected: allReaders(graphs.head, [change.uniqueId]),
            key: textOf(constraint),
            ...(gone === undefined ? {} : { cause: columnCause(change.uniqueId, gone) }),
          };
        }),
    ),
};

type LostConstraint = Extract<ContractBreak, { readonly constraint: Constraint }>;

/** What only tells readers something is heard when it goes; how it reads, and what packages tell, is left to them. */
function isLost(broken: ContractBreak, { origin }: Change): broken is LostConstraint {
  if (!("constraint" in broken)) return false;
  return broken.isEnforced || (broken.replacedBy === null && origin !== "package");
}

/** A constraint over a column that is gone went with it: that is the column's finding. */
function goneColumn(columns: readonly string[], head: Model): string | undefined {
  const declared = new Set(head.columns.map((column) => column.name));
  return columns.find((column) => !declared.has(column));
}

function gradeOf({ isEnforced, replacedBy }: LostConstraint, hasColumns: boolean): Partial<Found> {
  if (!isEnforced) {
    return { variant: hasColumns ? "unenforced" : "model-unenforced", severity: "note", pinned: true };
  }
  if (hasColumns) return replacedBy === null ? {} : { variant: "changed" };
  return { variant: replacedBy === null ? "model" : "model-changed" };
}

/** `foreign_key (customer_id) to customers (id)` */
function textOf({ type, name, columns, expression, to, toColumns }: Constraint): string {
  const list = (names: readonly string[]) => (names.length === 0 ? "" : `(${names.join(", ")})`);
  const target = to === null ? "" : `to ${to}`;
  return [type, name ?? "", list(columns), expression ?? "", target, list(toColumns)]
    .filter((part) => part !== "")
    .join(" ");
}
