import { isChangeOf, type Change, type Removed, type Renamed } from "../core/diff/change.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { danglingIn } from "../core/lineage/dangling.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Source } from "../core/manifest/project.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** A source table that is gone while something still reads it. dbt itself never lists removed sources. */
export const sourceRemovedInUse: Rule = {
  id: "source-removed-in-use",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary: "A source table was removed, renamed or disabled and something in head still refers to it.",
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
    disabled: {
      title: "Source `{source}` was disabled, but is still read by {users}",
      why: "A reference to a disabled source stops dbt before anything is built.",
      fix: "Enable `{source}` again, or point these references to the source that takes its place.",
    },
  },
  check: (context) => {
    const dangling = danglingIn(context.artifacts.head.project, context.graphs.head);
    return context.changes.flatMap((change) => {
      if (!isGoneSource(change)) return [];
      const users = dangling(change.base).filter((id) => isOwnUse(context, change, id));
      return users.length === 0 ? [] : [findingOf(context, change, users)];
    });
  },
};

type GoneSource = Removed<"source"> | Renamed<"source">;

function isGoneSource(change: Change): change is GoneSource {
  return isChangeOf(change, "source") && (change.kind === "removed" || change.kind === "renamed");
}

/** A package looks after its own references; the author looks after those of the project. */
function isOwnUse({ artifacts }: RuleContext, change: GoneSource, user: UniqueId): boolean {
  if (change.origin !== "package") return true;
  return artifacts.head.project.nodes[user]?.packageName !== change.base.packageName;
}

function findingOf(
  { artifacts, graphs }: RuleContext,
  change: GoneSource,
  users: readonly UniqueId[],
): Found {
  const { project } = artifacts.head;
  const { base } = change;
  const source = sourceName(base);
  const hit = allReaders(graphs.head, [base.uniqueId]);
  return {
    subject: { uniqueId: base.uniqueId },
    facts: {
      source,
      newName: change.kind === "renamed" ? sourceName(change.head) : "",
      users: users.map((id) => project.nodes[id]?.name ?? id),
    },
    ...variantOf(change),
    evidence: users.map((uniqueId) => ({ kind: "reference", uniqueId, text: source })),
    affected: [...new Set([...users, ...hit])],
    cause: nodeCause(base.uniqueId),
  };
}

function variantOf(change: GoneSource): { readonly variant?: string } {
  if (change.kind === "renamed") return { variant: "renamed" };
  return change.disabled ? { variant: "disabled" } : {};
}

function sourceName(source: Source): string {
  return `${source.sourceName}.${source.name}`;
}
