import { displayName } from "../core/display-name.ts";
import { brokenContracts } from "../core/diff/contract-changes.ts";
import { materializationCause } from "../core/findings/cause.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Rule } from "./rule.ts";

/** dbt: `materialization_changed` (nodes.py `same_contract`). */
export const contractMaterializationChanged: Rule = {
  id: "contract-materialization-changed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A contracted table or incremental model with constraints becomes something that cannot hold them.",
  words: {
    title: "`{model}` goes from {before} to {after}, which cannot hold its constraints",
    why: "Only a table or an incremental model carries constraints into the warehouse, so the contract of `{model}` loses them. dbt itself calls this a breaking change.",
    fix: "Keep `materialized: {before}`, or publish the model without constraints as a new version.",
  },
  packageFix: PACKAGE_FIX,
  check: ({ changes, adapter, graphs }) =>
    brokenContracts(changes, adapter).flatMap(({ change, breaks }) =>
      breaks.flatMap((broken) => {
        if (broken.kind !== "materialization_changed") return [];
        const { before, after } = broken;
        const { uniqueId } = change;
        return [
          {
            subject: { uniqueId },
            facts: { model: displayName(change.head), before, after },
            evidence: [{ kind: "config", uniqueId, before, after, text: "materialized" }],
            affected: allReaders(graphs.head, [uniqueId]),
            cause: materializationCause(uniqueId),
          },
        ];
      }),
    ),
};
