import { deprecationOf } from "../core/diff/deprecation.ts";
import { goneModels, modelName, type GoneModel } from "../core/diff/gone-models.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Evidence } from "../core/report.ts";
import type { Rule } from "./rule.ts";

const WHY =
  "Its contract was enforced and no deprecation date has passed, so others may read it, also outside this project. dbt itself calls this a breaking change.";

/** dbt: `same_contract_removed` (nodes.py) for a model without versions; dbt counts a rename as a removal. */
export const contractModelRemoved: Rule = {
  id: "contract-model-removed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A model with an enforced contract and no versions was deleted, renamed or disabled before its deprecation date had passed.",
  words: {
    title: "Contracted model `{model}` was removed",
    why: WHY,
    fix: "Keep `{model}` and give it a `deprecation_date`; remove it once that date has passed and nobody reads it.",
  },
  variants: {
    disabled: {
      title: "Contracted model `{model}` was disabled",
      why: WHY,
      fix: "Enable `{model}` again and give it a `deprecation_date`; switch it off once that date has passed.",
    },
    renamed: {
      title: "Contracted model `{model}` is now called `{newName}`",
      why: WHY,
      fix: "Keep `{model}` until its `deprecation_date`, for example as a view over `{newName}` with the same contract.",
    },
  },
  check: ({ artifacts, changes, graphs }) =>
    goneModels(changes)
      .filter(({ base }) => base.version === null && base.contract.enforced)
      .filter(({ base }) => deprecationOf(base, artifacts.head.project.metadata.generatedAt) !== "past")
      .map((change) => ({
        subject: { uniqueId: change.base.uniqueId },
        facts: {
          model: change.base.name,
          newName: change.kind === "renamed" ? modelName(change.head) : "",
        },
        ...variantOf(change),
        evidence: evidenceOf(change),
        affected: allReaders(graphs.union, [change.base.uniqueId]).filter((id) => id !== change.uniqueId),
        cause: nodeCause(change.base.uniqueId),
      })),
};

function variantOf(change: GoneModel): { readonly variant?: string } {
  if (change.kind === "renamed") return { variant: "renamed" };
  return change.disabled ? { variant: "disabled" } : {};
}

function evidenceOf(change: GoneModel): readonly Evidence[] {
  const { uniqueId, path } = change.base;
  const gone: Evidence = { kind: "model", uniqueId, ...(path === "" ? {} : { path }) };
  if (change.kind === "removed") return [gone];
  return [{ ...gone, before: uniqueId, after: change.uniqueId }];
}
