import type { ChangeOf } from "../core/diff/change.ts";
import type { SemanticModel } from "../core/manifest/semantic.ts";
import { goneElements, usesOfGone, type GoneElement } from "../core/semantic/elements.ts";
import { namesOf, usesAsEvidence } from "../core/semantic/evidence.ts";
import { readersIn } from "../core/semantic/roots.ts";
import type { Use } from "../core/semantic/uses.ts";
import { changesOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const why =
  "{users} still name it, and the semantic layer cannot resolve the name: validation or the next query fails.";

export const dimensionRemovedInUse: Rule = {
  id: "dimension-removed-in-use",
  category: "metric",
  severity: "error",
  certainty: "proven",
  summary:
    "A dimension or entity was removed or renamed, and a filter, group-by, order-by or time dimension in head still names it.",
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
  },
  check(context) {
    return changesOf(context, "semantic_model").flatMap((change) => checkModel(context, change));
  },
};

function checkModel(context: RuleContext, change: ChangeOf<"semantic_model">): readonly Found[] {
  if (change.kind === "added") return [];
  const models = { base: change.base, head: change.kind === "removed" ? undefined : change.head };
  return goneElements(models.base, models.head).flatMap((gone) => {
    const uses = usesOfGone(gone, models, context.artifacts.head.project);
    return uses.length === 0 ? [] : [foundFor(context, change, { gone, uses, ...models })];
  });
}

interface Broken {
  readonly gone: GoneElement;
  readonly uses: readonly Use[];
  readonly base: SemanticModel;
  readonly head: SemanticModel | undefined;
}

function foundFor(
  context: RuleContext,
  { uniqueId }: ChangeOf<"semantic_model">,
  { gone, uses, base, head }: Broken,
): Found {
  const { project } = context.artifacts.head;
  const users = [...new Set(uses.map((use) => use.user))];
  const successor = head === undefined ? undefined : successorOf(gone, base, head);
  return {
    subject: { uniqueId },
    facts: {
      kind: gone.kind,
      element: gone.name,
      model: base.name,
      users: namesOf(users, project),
      ...(successor !== undefined && { successor }),
    },
    evidence: [
      {
        kind: gone.kind,
        uniqueId,
        path: (head ?? base).path,
        before: gone.name,
        ...(successor !== undefined && { after: successor }),
      },
      ...usesAsEvidence(uses, project),
    ],
    ...(successor !== undefined && { variant: "renamed" }),
    affected: [...new Set([...users, ...readersIn(project, context.graphs.head, users)])],
    key: `${gone.kind} ${gone.name}`,
  };
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
