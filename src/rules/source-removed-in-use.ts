import { danglingIn } from "../core/diff/dangling.ts";
import { goneOf, wayOut, type Gone } from "../core/diff/gone.ts";
import { displayName } from "../core/display-name.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { RuleContext } from "./context.ts";
import { queriesOf, useFacts } from "../core/findings/use-evidence.ts";
import type { Found, Rule } from "./rule.ts";

/** A source table that is gone while something still reads it. dbt itself never lists removed sources. */
export const sourceRemovedInUse: Rule = {
  id: "source-removed-in-use",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A source table was removed, renamed or disabled and something in head still refers to it; a warning where only the query log shows that somebody reads it.",
  words: {
    title: "Source `{source}` was removed, but is still read by {users}",
    why: "A reference to a source that is not declared stops dbt before anything is built.",
    fix: "Declare `{source}` again, or point these references to the source that takes its place.",
  },
  variants: {
    renamed: {
      title: "Source `{source}` is now `{newName}`; the old name is still read by {users}",
      why: "A reference to a source that is not declared stops dbt before anything is built.",
      fix: "Write `source()` with the new name in these places.",
    },
    queried: {
      title: "Source `{source}` was removed; its table had {use}",
      why: "Nothing in the project reads it any more, but others do: {wide}. Whoever loads it may think that nobody does.",
      fix: "Tell those who query the table before anybody stops loading it.",
    },
    disabled: {
      title: "Source `{source}` was disabled, but is still read by {users}",
      why: "A reference to a disabled source stops dbt before anything is built.",
      fix: "Enable `{source}` again, or point these references to the source that takes its place.",
    },
  },
  check: (context) => {
    const dangling = danglingIn(context.artifacts.head.project, context.graphs.head);
    return goneOf(context.changes, "source").flatMap((change) => {
      const users = dangling(change);
      return users.length === 0 ? queriedOutside(context, change) : [findingOf(context, change, users)];
    });
  },
};

/** Nothing in the project misses it; the query log shows who else does. A new name alone moves no table. */
function queriedOutside(context: RuleContext, change: Gone<"source">): readonly Found[] {
  const { base } = change;
  const use = context.use.of(base.uniqueId);
  if (use === null || change.kind === "renamed") return [];
  return [
    {
      subject: { uniqueId: base.uniqueId },
      facts: { source: displayName(base), newName: "", users: [], ...useFacts(context, use) },
      variant: "queried",
      severity: "warning",
      certainty: "structural",
      evidence: queriesOf(context, base.uniqueId, null),
      cause: nodeCause(base.uniqueId),
    },
  ];
}

function findingOf(
  { artifacts, graphs }: RuleContext,
  change: Gone<"source">,
  users: readonly UniqueId[],
): Found {
  const { base } = change;
  const source = displayName(base);
  const way = wayOut(change);
  const hit = allReaders(graphs.head, [base.uniqueId]);
  return {
    subject: { uniqueId: base.uniqueId },
    facts: {
      source,
      newName: change.kind === "renamed" ? displayName(change.head) : "",
      users: namesOf(artifacts, users),
    },
    ...(way !== "removed" && { variant: way }),
    evidence: users.map((uniqueId) => ({ kind: "reference", uniqueId, text: source })),
    affected: [...new Set([...users, ...hit])],
    cause: nodeCause(base.uniqueId),
  };
}
