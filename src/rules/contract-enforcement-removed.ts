import { displayName } from "../core/display-name.ts";
import type { ContractBreak } from "../core/diff/compare-contracts.ts";
import { contractChanges } from "../core/diff/contract-changes.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import type { Rule } from "./rule.ts";

/** dbt: `contract_enforced_disabled` (nodes.py `same_contract`). */
export const contractEnforcementRemoved: Rule = {
  id: "contract-enforcement-removed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary: "A model's contract was enforced and no longer is.",
  words: {
    title: "The contract of `{model}` is no longer enforced",
    why: "Others may rely on the columns and types that it promised; from now on dbt builds the model whatever its SQL returns. dbt itself calls this a breaking change.",
    fix: "Set `contract: {enforced: true}` on `{model}` again, or publish the uncontracted model as a new version.",
  },
  packageFix: PACKAGE_FIX,
  check: ({ changes, adapter, graphs }) =>
    contractChanges(changes, adapter)
      .filter(({ change }) => !change.head.contract.enforced)
      .map(({ change, breaks }) => ({
        subject: { uniqueId: change.uniqueId },
        facts: { model: displayName(change.head) },
        evidence: breaks.flatMap((broken) => evidenceOf(change.uniqueId, broken)),
        affected: allReaders(graphs.head, [change.uniqueId]),
      })),
};

/** What else of the old promise the new declaration no longer makes. */
function evidenceOf(uniqueId: UniqueId, broken: ContractBreak): readonly Evidence[] {
  switch (broken.kind) {
    case "contract_enforced_disabled":
      return [{ kind: "contract", uniqueId, before: "enforced", after: "not enforced" }];
    case "columns_removed": {
      const { name, dataType } = broken.column;
      return [{ kind: "column", uniqueId, column: name, before: dataType ?? "declared" }];
    }
    case "column_type_changes": {
      const { column, before, after } = broken;
      return [{ kind: "column", uniqueId, column, before: before ?? "no type", after: after ?? "no type" }];
    }
    case "enforced_column_constraint_removed":
    case "enforced_model_constraint_removed": {
      const { type, columns } = broken.constraint;
      const names = broken.column === null ? columns : [broken.column];
      if (names.length === 0) return [{ kind: "constraint", uniqueId, before: type }];
      return names.map((column) => ({ kind: "constraint", uniqueId, column, before: type }));
    }
    case "materialization_changed":
      return [{ kind: "config", uniqueId, before: broken.before, after: broken.after, text: "materialized" }];
  }
}
