import { deprecationOf } from "../core/diff/deprecation.ts";
import { danglingIn } from "../core/diff/dangling.ts";
import { subjectOf } from "../core/diff/change.ts";
import { askedByDbt, goneOf, isMovedToPackage, newModelName, type Gone } from "../core/diff/gone.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { goneEvidence } from "../core/findings/evidence.ts";
import { PACKAGE_FIX } from "../core/findings/package-fix.ts";
import { dayOf } from "../core/instant.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Project } from "../core/manifest/project.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** dbt: `same_contract_removed` (nodes.py) for a version of a model, which stops dbt; and versions that are still needed. */
export const modelVersionRemoved: Rule = {
  id: "model-version-removed",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A version of a model is gone that others still refer to, whose contract was enforced, or whose deprecation date has not passed. Without any of these it is a warning; past its date and unused it is what a deprecation is for.",
  words: {
    title: "Version {version} of `{model}` was removed with its contract still in force",
    why: "Its contract was enforced and no deprecation date has passed, so others may read it. dbt stops with an error when it compares with a state that has this version.",
    fix: "Keep version {version} with a `deprecation_date`; remove it once that date has passed.",
  },
  variants: {
    renamed: {
      title: "Version {version} of `{model}` is now `{newName}`, with its contract still in force",
      why: "dbt knows a version by its name: for those who read the old one it is gone, and dbt stops with an error when it compares with a state that has it.",
      fix: "Keep version {version} of `{model}` with a `deprecation_date` until everybody has moved to `{newName}`.",
    },
    moved: {
      title: "Version {version} of `{model}` belongs to `{after}` now, not to `{before}`",
      why: "dbt knows a version by its project: `ref('{before}', '{model}', v={version})` in another project finds nothing any more. dbt stops with an error when it compares with a state that has the old name.",
      fix: "Keep the old project name, or tell the projects that read `{model}` to write `ref('{after}', '{model}', v={version})`.",
    },
    referenced: {
      title: "Version {version} of `{model}` was removed, but is still referred to by {users}",
      why: "A reference to a version that is not there stops dbt before anything is built.",
      fix: "Point these references to another version, or keep version {version}.",
    },
    early: {
      title: "Version {version} of `{model}` was removed before its deprecation date",
      why: "Everybody was told that it would stay until {date}.",
      fix: "Keep version {version} until {date}, or agree on another date with those who read it.",
    },
    undated: {
      title: "Version {version} of `{model}` was removed without a deprecation date",
      why: "Nothing in this project refers to it, but others were never told that it would go.",
      fix: "Set a `deprecation_date` on version {version} first, and remove it when that has passed.",
    },
  },
  packageFix: PACKAGE_FIX,
  check: (context) => {
    const dangling = danglingIn(context.artifacts.head.project, context.graphs.head);
    return goneOf(context.changes, "model")
      .filter(({ base }) => base.version !== null)
      .flatMap((change) => findingOf(context, change, dangling(change)));
  },
};

function findingOf(
  context: RuleContext,
  change: Gone<"model">,
  users: readonly UniqueId[],
): readonly Found[] {
  const model = change.base;
  const grade = gradeOf(change, users, context.artifacts.head.project);
  if (grade === null) return [];
  const hit = allReaders(context.graphs.union, [model.uniqueId]);
  return [
    {
      subject: { uniqueId: model.uniqueId },
      facts: {
        model: model.name,
        version: model.version ?? "",
        users: namesOf(context.artifacts, users),
        newName: newModelName(change),
        before: model.packageName,
        after: subjectOf(change).packageName,
        date: model.deprecationDate === null ? "" : dayOf(model.deprecationDate),
      },
      ...grade,
      evidence: goneEvidence(change, users),
      affected: [...new Set([...users, ...hit])].filter((id) => id !== change.uniqueId),
      cause: nodeCause(model.uniqueId),
    },
  ];
}

/** Null: nothing to say. A renamed version that nobody is promised anything of is the business of model-removed-in-use. */
function gradeOf(change: Gone<"model">, users: readonly UniqueId[], head: Project): Partial<Found> | null {
  if (users.length > 0) return { variant: "referenced" };
  const asked = askedByDbt(change, head);
  const deprecation = deprecationOf(asked, head.metadata.generatedAt);
  if (deprecation === "past") return null;
  if (asked.contract.enforced) return contractedVariant(change);
  // What an installed package promised without a contract, its release notes tell.
  if (change.origin === "package") return null;
  if (deprecation === "ahead") return { variant: "early" };
  return change.kind === "renamed" ? null : { severity: "warning", pinned: true, variant: "undated" };
}

function contractedVariant(change: Gone<"model">): { readonly variant?: string } {
  if (isMovedToPackage(change)) return { variant: "moved" };
  return change.kind === "renamed" ? { variant: "renamed" } : {};
}
