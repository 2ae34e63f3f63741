import { displayName } from "../core/display-name.ts";
import type { ChangeOf } from "../core/diff/change.ts";
import { isBlank } from "../core/documentation/undescribed.ts";
import type { Model } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { changesOf, inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** From this many on, models that nobody outside the project reads are one finding. */
const MANY = 4;

/** A model that this change brings or reshapes, and that nobody has described. */
export const modelUndocumented: Rule = {
  id: "model-undocumented",
  category: "docs",
  severity: "note",
  certainty: "proven",
  summary:
    "A new model, or one whose columns this pull request changes, has no description. A warning when it is public, under contract or read by an exposure; more than three others are one note.",
  words: {
    title: "`{model}` has no description",
    why: "Whoever finds the model later has to read its SQL to learn what one row means.",
    fix: "Add a `description` to `{model}` in the YAML under `models:`, beginning with what one row is.",
  },
  variants: {
    exposed: {
      title: "`{model}` has no description, though it is {reach}",
      why: "People outside its team depend on it and cannot see what one row means or which rows are left out.",
      fix: "Add a `description` to `{model}` in the YAML under `models:`, beginning with what one row is.",
    },
    several: {
      title: "{count} models of this change have no description",
      why: "Without a description, {models} can only be understood by reading their SQL.",
      fix: "Add a `description` to each of them in the YAML under `models:`, beginning with what one row is.",
    },
  },
  check(context) {
    const exposed: Found[] = [];
    const others: Model[] = [];
    for (const change of changesOf(context, "model")) {
      if (change.kind === "removed" || !isBlank(change.head.description) || !isConcerned(change)) continue;
      const reach = reachOf(change.head, context);
      if (reach === undefined) others.push(change.head);
      else exposed.push(findExposed(change.head, reach));
    }
    return [...exposed, ...(others.length < MANY ? others.map(findOne) : findSeveral(others))];
  },
};

/** A new model, or one whose columns change and that never had a description: a lost one is another rule's. */
function isConcerned(change: ChangeOf<"model">): boolean {
  if (change.kind === "added") return true;
  return change.kind !== "removed" && change.columns.length > 0 && isBlank(change.base.description);
}

function reachOf(model: Model, context: RuleContext): string | undefined {
  if (model.access === "public") return "public";
  if (model.contract.enforced) return "under contract";
  const readers = context.graphs.head.childrenOf(model.uniqueId);
  return readers.some((id) => inHead(context, id)?.resourceType === "exposure")
    ? "read by an exposure"
    : undefined;
}

function findExposed(model: Model, reach: string): Found {
  return {
    ...findOne(model),
    facts: { model: displayName(model), reach },
    variant: "exposed",
    severity: "warning",
  };
}

function findOne(model: Model): Found {
  return {
    subject: { uniqueId: model.uniqueId },
    facts: { model: displayName(model) },
    evidence: [evidenceOf(model)],
  };
}

function findSeveral(models: readonly Model[]): readonly Found[] {
  const [first, ...rest] = models;
  if (first === undefined) return [];
  return [
    {
      subject: { uniqueId: first.uniqueId },
      facts: { count: models.length, models: models.map(displayName) },
      evidence: models.map(evidenceOf),
      variant: "several",
      affected: rest.map((model) => model.uniqueId),
    },
  ];
}

function evidenceOf(model: Model): Evidence {
  return { kind: "description", uniqueId: model.uniqueId, path: model.path, text: "no description" };
}
