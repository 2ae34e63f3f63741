import type { Removed, Renamed } from "../core/diff/change.ts";
import { danglingIn } from "../core/diff/dangling.ts";
import { deprecationOf } from "../core/diff/deprecation.ts";
import { goneOf, wayOut, type Gone } from "../core/diff/gone.ts";
import { displayName } from "../core/display-name.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { goneEvidence } from "../core/findings/evidence.ts";
import { allReaders, directReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { RuleContext } from "./context.ts";
import { queriesOf, useFacts } from "../core/findings/use-evidence.ts";
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
    "A model was removed, renamed or disabled that others use: an error where head still refers to it, a warning where its consumers of base live on, or the query log shows that somebody reads it. A renamed model whose references all follow is heard only when its table has another name and an exposure or public access reaches it.",
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
    queried: {
      title: "`{model}`, which had {use}, was removed",
      why: "Nothing in this project reads it, but others do: {wide}. Its table or view stays in the warehouse, and they get what was there last.",
      fix: "Tell those who query `{model}`, then drop what is left in the warehouse.",
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
    return goneOf(context.changes, "model").flatMap((change) => {
      const users = dangling(change);
      if (users.length > 0) return [danglingFinding(context, change, users)];
      if (change.origin === "package" || isExpected(context, change)) return [];
      return change.kind === "renamed"
        ? movedFinding(context, change)
        : lostFinding(context, change, removed);
    });
  },
};

/** Past its deprecation date everybody was told; an ephemeral model was never in the warehouse. */
function isExpected({ artifacts }: RuleContext, { base }: Gone<"model">): boolean {
  const { generatedAt } = artifacts.head.project.metadata;
  return base.isEphemeral || deprecationOf(base, generatedAt) === "past";
}

function danglingFinding(context: RuleContext, change: Gone<"model">, users: readonly UniqueId[]): Found {
  const hit = allReaders(context.graphs.head, [change.base.uniqueId]);
  const way = wayOut(change);
  return {
    ...aboutGone(context, change, users),
    variant: way === "removed" ? "dangling" : `dangling-${way}`,
    severity: "error",
    certainty: "proven",
    affected: [...new Set([...users, ...hit])],
  };
}

/** Consumers of base that live on: they were rewired, and whoever they served was not asked. */
function lostFinding(
  context: RuleContext,
  change: Removed<"model">,
  removed: ReadonlySet<UniqueId>,
): readonly Found[] {
  const users = directReaders(context.graphs.base, change.base.uniqueId).filter((id) => !removed.has(id));
  if (users.length === 0) return queriedFinding(context, change);
  const hit = allReaders(context.graphs.union, [change.base.uniqueId]);
  return [
    {
      ...aboutGone(context, change, users),
      ...(change.disabled ? { variant: "disabled" } : {}),
      affected: [...new Set([...users, ...hit])].filter((id) => !removed.has(id)),
    },
  ];
}

/** No consumer in the project; the query log shows those outside. */
function queriedFinding(context: RuleContext, change: Removed<"model">): readonly Found[] {
  const use = context.use.of(change.base.uniqueId);
  if (use === null) return [];
  return [{ ...aboutGone(context, change, []), variant: "queried" }];
}

/** A renamed model whose references follow: only its table can be missed, by those whom the project does not hold. */
function movedFinding(context: RuleContext, change: Renamed<"model">): readonly Found[] {
  const { base, head } = change;
  const table = base.relation?.identifier;
  if (table === undefined || table === head.relation?.identifier) return [];
  const { project } = context.artifacts.head;
  const readers = directReaders(context.graphs.head, head.uniqueId);
  const exposures = readers.filter((id) => project.nodes[id]?.resourceType === "exposure");
  const use = context.use.of(base.uniqueId);
  if (exposures.length === 0 && use === null && base.access !== "public") return [];
  const others = use === null ? "another project" : useFacts(context, use).use;
  const found = aboutGone(context, change, exposures);
  return [
    {
      ...found,
      facts: { ...found.facts, table, ...(exposures.length === 0 ? { users: others } : {}) },
      variant: "renamed",
      affected: exposures,
    },
  ];
}

/** What every finding about a gone model says, whatever became of it. */
function aboutGone(context: RuleContext, change: Gone<"model">, users: readonly UniqueId[]) {
  const { uniqueId } = change.base;
  return {
    subject: { uniqueId },
    facts: {
      model: displayName(change.base),
      newName: change.kind === "renamed" ? change.head.name : "",
      users: namesOf(context.artifacts, users),
      ...useFacts(context, context.use.of(uniqueId)),
    },
    evidence: [...goneEvidence(change, users), ...queriesOf(context, uniqueId, null)],
    cause: nodeCause(uniqueId),
  } satisfies Found;
}
