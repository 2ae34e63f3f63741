import type { ChangeOf } from "../core/diff/change.ts";
import { useEvidence } from "../core/findings/evidence.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { SemanticModel } from "../core/manifest/semantic.ts";
import { goneElements, usesOfGone, type GoneElement } from "../core/semantic/elements.ts";
import { readersIn } from "../core/lineage/readers.ts";
import type { Use } from "../core/semantic/uses.ts";
import { changesOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const why =
  "The name still stands in {users}, and the semantic layer cannot resolve it: validation or the next query fails.";

export const dimensionRemovedInUse: Rule = {
  id: "dimension-removed-in-use",
  category: "metric",
  severity: "error",
  certainty: "proven",
  summary:
    "A dimension or entity was removed or renamed, and a filter, group-by, order-by or time dimension in head still names it. A semantic model that is gone with all its elements is one finding.",
  words: {
    title: "The {kind} `{element}` of `{model}` was removed but is still used",
    why,
    fix: "Bring it back, or take it out of the filters and group-bys that name it in the same pull request.",
  },
  variants: {
    renamed: {
      title: "The {kind} `{element}` of `{model}` is now `{successor}`, its old name is still used",
      why,
      fix: "Write `{successor}` there in the same pull request.",
    },
    model: {
      title: "Semantic model `{model}` was removed but still used: {elements}",
      why: "Its elements still stand in {users}, and the semantic layer cannot resolve them: validation or the next query fails.",
      fix: "Bring the semantic model back, or take its elements out of the filters and group-bys that name them.",
    },
  },
  check(context) {
    return changesOf(context, "semantic_model").flatMap((change) => checkModel(context, change));
  },
};

interface Broken {
  readonly gone: GoneElement;
  readonly uses: readonly Use[];
}

interface Survivor {
  readonly base: SemanticModel;
  readonly head: SemanticModel;
}

function checkModel(context: RuleContext, change: ChangeOf<"semantic_model">): readonly Found[] {
  if (change.kind === "added") return [];
  const models = { base: change.base, head: change.kind === "removed" ? undefined : change.head };
  const broken: Broken[] = [];
  for (const gone of goneElements(models.base, models.head)) {
    const uses = usesOfGone(gone, models, context.artifacts.head.project);
    if (uses.length > 0) broken.push({ gone, uses });
  }
  const { base, head } = models;
  if (head !== undefined) return broken.map((each) => elementFound(context, { base, head }, each));
  return broken.length === 0 ? [] : [modelFound(context, base, broken)];
}

function elementFound(context: RuleContext, { base, head }: Survivor, { gone, uses }: Broken): Found {
  const { project } = context.artifacts.head;
  const { uniqueId } = head;
  const successor = successorOf(gone, base, head);
  const heir = successor === undefined ? {} : { successor };
  return {
    subject: { uniqueId },
    facts: { kind: gone.kind, element: gone.name, model: base.name, users: usersOf(context, uses), ...heir },
    evidence: [elementEvidence(gone, head, successor), ...useEvidence(uses, project)],
    ...(successor !== undefined && { variant: "renamed" }),
    affected: affectedBy(context, uses).filter((id) => id !== uniqueId),
    key: `${gone.kind} ${gone.name}`,
  };
}

/** All elements of a semantic model that is gone have one cause. */
function modelFound(context: RuleContext, base: SemanticModel, broken: readonly Broken[]): Found {
  const uses = broken.flatMap((each) => each.uses);
  return {
    subject: { uniqueId: base.uniqueId },
    facts: {
      model: base.name,
      elements: broken.map(({ gone }) => gone.name),
      users: usersOf(context, uses),
    },
    evidence: [
      ...broken.map(({ gone }) => elementEvidence(gone, base, undefined)),
      ...useEvidence(uses, context.artifacts.head.project),
    ],
    variant: "model",
    affected: affectedBy(context, uses),
    key: "model",
  };
}

function elementEvidence({ kind, name }: GoneElement, model: SemanticModel, after: string | undefined) {
  const { uniqueId, path } = model;
  return { kind, uniqueId, path, before: name, ...(after !== undefined && { after }) };
}

function usersOf(context: RuleContext, uses: readonly Use[]): readonly string[] {
  const users = uses.map((use) => use.user);
  return namesOf(context.artifacts, users);
}

function affectedBy(context: RuleContext, uses: readonly Use[]): readonly UniqueId[] {
  const users = uses.map((use) => use.user);
  return [...new Set([...users, ...readersIn(context.artifacts.head.project, context.graphs.head, users)])];
}

/** The one new element that says the same under another name. */
function successorOf(gone: GoneElement, base: SemanticModel, head: SemanticModel): string | undefined {
  const kinds = { dimension: "dimensions", entity: "entities" } as const;
  const before = base[kinds[gone.kind]];
  const known = new Set(before.map(({ name }) => name));
  const old = before.find(({ name }) => name === gone.name);
  const heirs = head[kinds[gone.kind]].filter(
    (element) =>
      !known.has(element.name) &&
      element.type === old?.type &&
      (element.expr ?? element.name) === (old.expr ?? old.name),
  );
  return heirs.length === 1 ? heirs[0]?.name : undefined;
}
