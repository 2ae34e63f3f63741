import { append } from "../core/append.ts";
import { isQuiet, type Change } from "../core/diff/change.ts";
import { sameButFormatting } from "../core/diff/formatting.ts";
import { macroReach } from "../core/diff/macro-reach.ts";
import { authorPackages, isBuiltIn } from "../core/diff/origin.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { namesOf, nodeById } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Model, Snapshot } from "../core/manifest/project.ts";
import type { RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** From so many models and snapshots on a macro reaches far. */
const FAR = 5;

export const macroReachesFar: Rule = {
  id: "macro-reaches-far",
  category: "operations",
  severity: "note",
  certainty: "structural",
  summary:
    "A changed macro of the project is used by five or more models and snapshots: one finding per macro. Changed packages are one finding in all, and only when something of the project depends on what changed. dbt's own macros, formatting and equal compiled code do not count.",
  words: {
    title: "Macro `{macro}` changes {count} models and snapshots",
    why: "Their own files are unchanged, so no diff shows what becomes of them: {objects}.",
    fix: "Compare their compiled SQL before and after, for example with `dbt compile --select {first}`, or build some of them and compare the rows.",
  },
  variants: {
    package: {
      title: "{packages} changed, and {count} of your objects depend on it",
      why: "{nodes} models, seeds and snapshots of installed packages changed. No diff of your own files shows what becomes of {objects}.",
      fix: "Read the release notes, and build what depends on the packages before merging.",
    },
    "package-macros": {
      title: "Macros of {packages} changed, and {count} of your objects use them",
      why: "No diff of your own files shows what becomes of {objects}.",
      fix: "Read the release notes, and compare the compiled SQL of what uses the macros before merging.",
    },
  },
  check(context) {
    const users = macroUsers(context);
    const authors = authorPackages(context.artifacts.head.project);
    return [...checkOwn(context, users, authors), ...checkPackages(context, users, authors)];
  },
};

type Users = ReadonlyMap<UniqueId, readonly UniqueId[]>;

/** Changed macros, each with the models and snapshots that it changes. */
function macroUsers(context: RuleContext): Users {
  const [base, head] = [context.artifacts.base.project, context.artifacts.head.project];
  const reach = macroReach(base, head);
  const users = new Map<UniqueId, UniqueId[]>();
  for (const change of context.changes) {
    const node = reachedNode(change);
    if (node === null) continue;
    for (const macro of reach.changedAmong(node.macros)) {
      if (isNoCause(context, macro, change)) continue;
      append(users, macro, node.uniqueId);
    }
  }
  return users;
}

/** The model or snapshot that a change reached through a macro; null where what dbt runs is the same text as before. */
function reachedNode(change: Change): Model | Snapshot | null {
  if (change.kind !== "modified" && change.kind !== "renamed") return null;
  if (!change.edits.some((edit) => edit.part === "macros")) return null;
  const { base, head } = change;
  if (head.resourceType !== "model" && head.resourceType !== "snapshot") return null;
  const before = base.resourceType === head.resourceType ? base.compiledCode : null;
  return before !== null && before === head.compiledCode ? null : head;
}

/** dbt's own macros, formatting, and a new macro under a model that was edited, which is how it came to use it. */
function isNoCause(context: RuleContext, id: UniqueId, change: Change): boolean {
  const before = context.artifacts.base.project.macros[id];
  const after = context.artifacts.head.project.macros[id];
  if (isBuiltIn(after?.packageName ?? before?.packageName ?? "")) return true;
  if (before === undefined) return change.edits.some((edit) => edit.part === "body");
  return after !== undefined && sameButFormatting(before.sql, after.sql, "sql");
}

function checkOwn(context: RuleContext, users: Users, authors: ReadonlySet<string>): readonly Found[] {
  const found: Found[] = [];
  for (const [uniqueId, reached] of users) {
    const macro = context.artifacts.head.project.macros[uniqueId];
    if (macro === undefined || !authors.has(macro.packageName) || reached.length < FAR) continue;
    const names = namesOf(context.artifacts, reached);
    found.push({
      subject: { uniqueId },
      facts: { macro: macro.name, count: reached.length, objects: names, first: names[0] ?? "" },
      evidence: [{ kind: "macro", uniqueId, path: macro.path }],
      affected: reached,
    });
  }
  return found;
}

function checkPackages(context: RuleContext, users: Users, authors: ReadonlySet<string>): readonly Found[] {
  const isOwn = (id: UniqueId) => authors.has(packageOf(context, id));
  const macros = [...users.keys()].filter((id) => !authors.has(packageOf(context, id)));
  const reached = new Set(macros.flatMap((id) => users.get(id) ?? []));
  const nodes = context.changes.filter((change) => isMoved(change, reached)).map(({ uniqueId }) => uniqueId);
  const callers = [...reached].filter(isOwn);
  const affected = [...new Set([...callers, ...allReaders(context.graphs.union, nodes).filter(isOwn)])];
  const moved = [...macros, ...nodes].sort();
  const [first] = moved;
  if (first === undefined || affected.length === 0) return [];
  const packages = new Map(moved.map((id) => [packageOf(context, id), id]));
  return [
    {
      subject: { uniqueId: first },
      facts: {
        packages: [...packages.keys()],
        count: affected.length,
        nodes: nodes.length,
        objects: namesOf(context.artifacts, affected),
      },
      evidence: [...packages].map(([text, uniqueId]) => ({ kind: "package", uniqueId, text })),
      variant: nodes.length > 0 ? "package" : "package-macros",
      affected,
      key: "packages",
    },
  ];
}

/** Objects of packages whose own text changed or is gone, or that use a changed macro of a package. */
function isMoved(change: Change, reached: ReadonlySet<UniqueId>): boolean {
  const built = ["model", "seed", "snapshot"].includes(change.resourceType);
  if (!built || change.origin !== "package" || change.kind === "added" || isQuiet(change)) return false;
  const body = change.edits.some((edit) => edit.part === "body" && edit.aspect !== "formatting");
  return body || change.kind === "removed" || reached.has(change.uniqueId);
}

function packageOf(context: RuleContext, id: UniqueId): string {
  return nodeById(context.artifacts, id)?.packageName ?? "";
}
