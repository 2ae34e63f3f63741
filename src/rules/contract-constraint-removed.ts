import { displayName } from "../core/display-name.ts";
import type { ContractBreak } from "../core/diff/compare-contracts.ts";
import { brokenContracts } from "../core/diff/contract-changes.ts";
import { columnCause } from "../core/findings/cause.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Constraint } from "../core/manifest/node.ts";
import type { Model } from "../core/manifest/project.ts";
import type { Rule } from "./rule.ts";

const WHY =
  "`{adapter}` enforces this constraint, so the rows of `{model}` have kept to it and others may count on that. dbt itself calls this a breaking change.";

/** dbt: `enforced_column_constraint_removed`, `enforced_model_constraint_removed` (nodes.py `same_contract`). */
export const contractConstraintRemoved: Rule = {
  id: "contract-constraint-removed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A constraint of a contracted column or model that this adapter enforces is gone, or reads otherwise.",
  words: {
    title: "The `{type}` constraint on {columns} of `{model}` was removed",
    why: WHY,
    fix: "Bring the constraint back, or publish the model without it as a new version.",
  },
  variants: {
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
      breaks.filter(isConstraint).map(({ column, constraint, replacedBy }) => {
        const columns = column === null ? constraint.columns : [column];
        const gone = goneColumn(columns, change.head);
        return {
          subject: { uniqueId: change.uniqueId, ...(column === null ? {} : { column }) },
          facts: { model: displayName(change.head), type: constraint.type, columns, adapter: adapter.name },
          ...variantOf(columns.length > 0, replacedBy !== null),
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

function isConstraint(broken: ContractBreak): broken is LostConstraint {
  return "constraint" in broken;
}

/** A constraint over a column that is gone went with it: that is the column's finding. */
function goneColumn(columns: readonly string[], head: Model): string | undefined {
  const declared = new Set(head.columns.map((column) => column.name));
  return columns.find((column) => !declared.has(column));
}

function variantOf(hasColumns: boolean, isChanged: boolean): { readonly variant?: string } {
  if (hasColumns) return isChanged ? { variant: "changed" } : {};
  return { variant: isChanged ? "model-changed" : "model" };
}

/** `foreign_key (customer_id) to customers (id)` */
function textOf({ type, name, columns, expression, to, toColumns }: Constraint): string {
  const list = (names: readonly string[]) => (names.length === 0 ? "" : `(${names.join(", ")})`);
  const target = to === null ? "" : `to ${to}`;
  return [type, name ?? "", list(columns), expression ?? "", target, list(toColumns)]
    .filter((part) => part !== "")
    .join(" ");
}
