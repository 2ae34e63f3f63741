import { isChangeOf, type Change } from "../core/diff/change.ts";
import { deprecationOf } from "../core/diff/deprecation.ts";
import { modelName, type GoneModel } from "../core/diff/gone-models.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { allReaders, directReaders } from "../core/lineage/readers.ts";
import { danglingIn } from "../core/lineage/dangling.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule, Words } from "./rule.ts";

const DANGLING: Words = {
  title: "`{model}` was removed, but is still referred to by {users}",
  why: "A reference to a model that is not there stops dbt before anything is built.",
  fix: "Point these references to the model that takes its place, or keep `{model}`.",
};

/** A model that is gone while something reads it. dbt itself is silent about removed models without a contract. */
export const modelRemovedInUse: Rule = {
  id: "model-removed-in-use",
  category: "contract",
  severity: "warning",
  certainty: "structural",
  summary:
    "A model was removed, renamed or disabled that others use: an error where head still refers to it, a warning where its consumers of base live on. A renamed model whose references all follow is heard only when its table has another name and an exposure or public access reaches it.",
  words: {
    title: "`{model}`, which was used by {users}, was removed",
    why: "Nothing in this project reads it any more, but its table or view stays in the warehouse: whoever still queries it gets what was there last.",
    fix: "Check that each of them gets the same rows from elsewhere, tell those who query `{model}` directly, and drop what is left in the warehouse.",
  },
  variants: {
    dangling: DANGLING,
    "dangling-disabled": {
      ...DANGLING,
      title: "`{model}` was disabled, but is still referred to by {users}",
      fix: "Enable `{model}` again, or point these references to the model that takes its place.",
    },
    "dangling-renamed": {
      ...DANGLING,
      title: "`{model}` is now called `{newName}`; the old name is still referred to by {users}",
      fix: "Write `ref('{newName}')` in these places.",
    },
    disabled: {
      title: "`{model}`, which was used by {users}, was disabled",
      why: "Nothing in this project reads it any more, but its table or view stays in the warehouse: whoever still queries it gets what was there last.",
      fix: "Check that each of them gets the same rows from elsewhere, and tell those who query `{model}` directly.",
    },
    renamed: {
      title: "`{model}` is now called `{newName}`, and so is its table",
      why: "All references follow, but whoever queries the table by its name, such as {users}, finds the old one as it last was.",
      fix: "Tell them, or keep the old table name with `alias: {table}`.",
    },
  },
  check: (context) => {
    const dangling = danglingIn(context.artifacts.head.project, context.graphs.head);
    const removed = new Set(
      context.changes.flatMap((change) => (change.kind === "removed" ? [change.uniqueId] : [])),
    );
    return context.changes.flatMap((change) => {
      if (!isGoneModel(change)) return [];
      const users = dangling(change.base).filter((id) => isOwnUse(context, change, id));
      if (users.length > 0) return [danglingFinding(context, change, users)];
      if (change.origin === "package" || isExpected(context, change)) return [];
      return change.kind === "renamed"
        ? movedFinding(context, change)
        : lostFinding(context, change, removed);
    });
  },
};

/** Past its deprecation date everybody was told; an ephemeral model was never in the warehouse. */
function isExpected({ artifacts }: RuleContext, { base }: GoneModel): boolean {
  const { generatedAt } = artifacts.head.project.metadata;
  return base.config["materialized"] === "ephemeral" || deprecationOf(base, generatedAt) === "past";
}

function isGoneModel(change: Change): change is GoneModel {
  return isChangeOf(change, "model") && (change.kind === "removed" || change.kind === "renamed");
}

/** A package looks after its own references; the author looks after those of the project. */
function isOwnUse({ artifacts }: RuleContext, change: GoneModel, user: UniqueId): boolean {
  if (change.origin !== "package") return true;
  return artifacts.head.project.nodes[user]?.packageName !== change.base.packageName;
}

function danglingFinding(context: RuleContext, change: GoneModel, users: readonly UniqueId[]): Found {
  const hit = allReaders(context.graphs.head, [change.base.uniqueId]);
  const suffix = change.kind === "renamed" ? "-renamed" : change.disabled ? "-disabled" : "";
  return {
    ...common(context, change, users),
    variant: `dangling${suffix}`,
    severity: "error",
    certainty: "proven",
    affected: [...new Set([...users, ...hit])],
  };
}

/** Consumers of base that live on: they were rewired, and whoever they served was not asked. */
function lostFinding(
  context: RuleContext,
  change: GoneModel & { readonly kind: "removed" },
  removed: ReadonlySet<UniqueId>,
): readonly Found[] {
  const users = directReaders(context.graphs.base, change.base.uniqueId).filter((id) => !removed.has(id));
  if (users.length === 0) return [];
  const hit = allReaders(context.graphs.union, [change.base.uniqueId]);
  return [
    {
      ...common(context, change, users),
      ...(change.disabled ? { variant: "disabled" } : {}),
      affected: [...new Set([...users, ...hit])].filter((id) => !removed.has(id)),
    },
  ];
}

/** A renamed model whose references follow: only its table can be missed, by those whom the project does not hold. */
function movedFinding(
  context: RuleContext,
  change: GoneModel & { readonly kind: "renamed" },
): readonly Found[] {
  const { base, head } = change;
  const table = base.relation?.identifier;
  if (table === undefined || table === head.relation?.identifier) return [];
  const { project } = context.artifacts.head;
  const readers = directReaders(context.graphs.head, head.uniqueId);
  const exposures = readers.filter((id) => project.nodes[id]?.resourceType === "exposure");
  if (exposures.length === 0 && base.access !== "public") return [];
  const found = common(context, change, exposures);
  return [
    {
      ...found,
      facts: { ...found.facts, table, ...(exposures.length === 0 ? { users: "another project" } : {}) },
      variant: "renamed",
      affected: exposures,
    },
  ];
}

function common({ artifacts }: RuleContext, change: GoneModel, users: readonly UniqueId[]) {
  const { uniqueId, path } = change.base;
  const nodeOf = (id: UniqueId) => artifacts.head.project.nodes[id] ?? artifacts.base.project.nodes[id];
  const renamed = change.kind === "renamed" ? { before: uniqueId, after: change.uniqueId } : {};
  const evidence: readonly Evidence[] = [
    { kind: "model", uniqueId, ...(path === "" ? {} : { path }), ...renamed },
    ...users.map((user): Evidence => ({ kind: "reference", uniqueId: user, text: modelName(change.base) })),
  ];
  return {
    subject: { uniqueId },
    facts: {
      model: modelName(change.base),
      newName: change.kind === "renamed" ? change.head.name : "",
      users: users.map((id) => nodeOf(id)?.name ?? id),
    },
    evidence,
    cause: nodeCause(uniqueId),
  } satisfies Found;
}
