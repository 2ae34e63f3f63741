import type { Modified } from "../core/diff/change.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Model, Node, Project } from "../core/manifest/project.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** dbt selects every version when `latest_version` moves (nodes.py `same_ref_representation`), but names no reader. */
export const latestVersionMoved: Rule = {
  id: "latest-version-moved",
  category: "contract",
  severity: "warning",
  certainty: "proven",
  summary: "The latest version of a model moved, so references without a version now read another one.",
  words: {
    title: "`{model}` without a version now means version {after}, as read by {users}",
    why: "It meant version {before} until now: these read other columns or rows without a line of theirs being changed.",
    fix: "Check each of them against version {after}, or pin it with `ref('{model}', v={before})` until it has been.",
  },
  variants: {
    public: {
      title: "`{model}` without a version now means version {after}, before {before}",
      why: "Nothing in this project reads it without a version, but the model is public: other projects may.",
      fix: "Tell those who read `{model}` before this is merged.",
    },
  },
  check: (context) => {
    const moves = new Map<string, Modified<"model">>();
    for (const change of survivingOf(context, "model")) {
      const { base, head } = change;
      if (change.kind !== "modified" || base.latestVersion === null || head.latestVersion === null) continue;
      // Every version of a model carries the same latest version: one of them is enough.
      if (base.latestVersion !== head.latestVersion) moves.set(`${head.packageName}.${head.name}`, change);
    }
    return [...moves.values()].flatMap((change) => findingOf(context, change));
  },
};

function findingOf(context: RuleContext, { base, head }: Modified<"model">): readonly Found[] {
  const { artifacts } = context;
  const before = versionOf(artifacts.base.project, base, base.latestVersion);
  const after = versionOf(artifacts.head.project, head, head.latestVersion);
  if (after === undefined) return [];
  const users = before === undefined ? [] : movedReaders(context, before, after);
  if (users.length === 0 && after.access !== "public") return [];
  const beyond = allReaders(context.graphs.head, users);
  return [
    {
      subject: { uniqueId: after.uniqueId },
      facts: {
        model: head.name,
        before: base.latestVersion ?? "",
        after: head.latestVersion ?? "",
        users: namesOf(artifacts, users),
      },
      ...(users.length === 0 ? { variant: "public", severity: "note" } : {}),
      evidence: [
        {
          kind: "version",
          uniqueId: after.uniqueId,
          before: base.latestVersion ?? "",
          after: head.latestVersion ?? "",
        },
        ...users.map((uniqueId) => ({ kind: "reference", uniqueId, text: `ref('${head.name}')` })),
      ],
      affected: [...new Set([...users, ...beyond])],
    },
  ];
}

function versionOf(project: Project, of: Model, version: string | null): Model | undefined {
  return Object.values(project.nodes).find(
    (node): node is Model =>
      node.resourceType === "model" &&
      node.name === of.name &&
      node.packageName === of.packageName &&
      node.version === version,
  );
}

/** What read the old latest version in base and reads the new one in head, without asking for it by number. */
function movedReaders(context: RuleContext, before: Model, after: Model): readonly UniqueId[] {
  const { base, head } = { base: context.artifacts.base.project, head: context.artifacts.head.project };
  return [...context.graphs.head.childrenOf(after.uniqueId)].sort().filter((id) => {
    const [old, now] = [base.nodes[id], head.nodes[id]];
    if (old === undefined || now === undefined || now.resourceType === "test") return false;
    const moved = old.dependsOn.includes(before.uniqueId) && !old.dependsOn.includes(after.uniqueId);
    return moved && !isPinned(now, after.name);
  });
}

function isPinned(node: Node, name: string): boolean {
  if (!("refs" in node)) return false;
  const refs = node.refs.filter((ref) => ref.name === name);
  return refs.length > 0 && refs.every((ref) => ref.version !== null);
}
