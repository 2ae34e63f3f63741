import { deprecationOf } from "../core/diff/deprecation.ts";
import { subjectOf } from "../core/diff/change.ts";
import { askedByDbt, goneOf, isMovedToPackage, newModelName, wayOut, type Gone } from "../core/diff/gone.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { goneEvidence } from "../core/findings/evidence.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { allReaders } from "../core/lineage/readers.ts";
import type { Project } from "../core/manifest/project.ts";
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
    "A model with an enforced contract and no versions was deleted, renamed or disabled before its deprecation date had passed. Like dbt, it looks into installed packages too.",
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
    moved: {
      title: "Contracted model `{model}` belongs to `{after}` now, not to `{before}`",
      why: "dbt knows a model by its project: `ref('{before}', '{model}')` in another project finds nothing any more. dbt itself calls this a breaking change.",
      fix: "Keep the old project name, or tell the projects that read `{model}` to write `ref('{after}', '{model}')`.",
    },
    versioned: {
      title: "Contracted model `{model}` is one of several versions now: `{newName}`",
      why: "`ref('{model}')` means its latest version from now on, and tables of versions are named after them. dbt itself calls this a breaking change.",
      fix: "Set `alias: {model}` on the version that others should go on reading, and make it the `latest_version`.",
    },
    renamed: {
      title: "Contracted model `{model}` is now called `{newName}`",
      why: WHY,
      fix: "Keep `{model}` until its `deprecation_date`, for example as a view over `{newName}` with the same contract.",
    },
  },
  packageFix: PACKAGE_FIX,
  check: ({ artifacts, changes, graphs }) =>
    goneOf(changes, "model")
      .filter(({ base }) => base.version === null)
      .filter((change) => isPromised(change, artifacts.head.project))
      .map((change) => ({
        subject: { uniqueId: change.base.uniqueId },
        facts: {
          model: change.base.name,
          newName: newModelName(change),
          before: change.base.packageName,
          after: subjectOf(change).packageName,
        },
        ...variantOf(change),
        evidence: goneEvidence(change, []),
        affected: allReaders(graphs.union, [change.base.uniqueId]).filter((id) => id !== change.uniqueId),
        cause: nodeCause(change.base.uniqueId),
      })),
};

function variantOf(change: Gone<"model">): { readonly variant?: string } {
  if (isMovedToPackage(change)) return { variant: "moved" };
  if (change.kind === "renamed" && change.head.name === change.base.name) return { variant: "versioned" };
  const way = wayOut(change);
  return way === "removed" ? {} : { variant: way };
}

function isPromised(change: Gone<"model">, head: Project): boolean {
  const model = askedByDbt(change, head);
  return model.contract.enforced && deprecationOf(model, head.metadata.generatedAt) !== "past";
}
