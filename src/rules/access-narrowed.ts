import type { Surviving } from "../core/diff/change.ts";
import { directReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Model } from "../core/manifest/project.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Who may refer to a model: dbt-core, contracts/graph/manifest.py `is_invalid_private_ref`, `is_invalid_protected_ref`. */
export const accessNarrowed: Rule = {
  id: "access-narrowed",
  category: "contract",
  severity: "note",
  certainty: "proven",
  summary:
    "A model is open to fewer readers than before, by its access or, when it is private, by its group. An error where a reference from outside the new scope exists.",
  words: {
    title: "`{model}` is now {after} instead of {before}",
    why: "Fewer may refer to it. Nothing in this project does so from outside the new scope, but another project may.",
    fix: "Make sure that no other team or project reads `{model}`.",
  },
  variants: {
    private: {
      title: "`{model}` is now {after}, but is referred to from outside by {users}",
      why: "Only members of its own group may refer to a private model: dbt refuses to parse the project.",
      fix: "Leave the access as it was, or move the model and its readers into one group.",
    },
    protected: {
      title: "`{model}` is now {after}, but is referred to from other packages by {users}",
      why: "Only its own package may refer to a protected model; dbt refuses others where `restrict-access` is set.",
      fix: "Leave the access public, or move these references into the package of `{model}`.",
    },
  },
  check: (context) =>
    survivingOf(context, "model").flatMap((change) =>
      isNarrowed(change) ? [findingOf(context, change)] : [],
    ),
};

const REACH: readonly string[] = ["private", "protected", "public"];

function isNarrowed({ base, head }: Surviving<"model">): boolean {
  if (base.access === head.access) return head.access === "private" && base.group !== head.group;
  const [before, after] = [REACH.indexOf(base.access), REACH.indexOf(head.access)];
  return before >= 0 && after >= 0 && after < before;
}

function findingOf(context: RuleContext, { uniqueId, base, head }: Surviving<"model">): Found {
  const users = outsiders(context, head);
  const [before, after] = [scopeOf(base), scopeOf(head)];
  return {
    subject: { uniqueId },
    facts: { model: head.name, before, after, users: namesOf(context.artifacts, users) },
    ...(users.length === 0 ? {} : { severity: "error", variant: head.access }),
    evidence: [
      { kind: "access", uniqueId, before, after },
      ...users.map((user): Evidence => ({ kind: "reference", uniqueId: user, text: head.name })),
    ],
    affected: users,
  };
}

function scopeOf({ access, group }: Model): string {
  return access === "private" && group !== null ? `private to ${group}` : access;
}

/** What dbt checks: models, snapshots, analyses and exposures. An exposure has no group, so it may not read a private model. */
function outsiders({ artifacts, graphs }: RuleContext, model: Model): readonly UniqueId[] {
  const { project } = artifacts.head;
  return directReaders(graphs.head, model.uniqueId).filter((id) => {
    const reader = project.nodes[id];
    if (reader === undefined || !CHECKED.has(reader.resourceType)) return false;
    if (model.access === "private") return reader.group !== model.group;
    return model.access === "protected" && reader.packageName !== model.packageName;
  });
}

const CHECKED: ReadonlySet<string> = new Set(["model", "snapshot", "analysis", "exposure"]);
