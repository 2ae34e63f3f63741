import type { Added } from "../core/diff/change.ts";
import { hasOwner } from "../core/metadata/owners.ts";
import type { Model, Project } from "../core/manifest/project.ts";
import { changesOf, inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** More models than this without an owner are one finding. */
const FEW = 3;

export const ownerMissing: Rule = {
  id: "owner-missing",
  category: "ownership",
  severity: "note",
  certainty: "proven",
  summary:
    "A new model that is public, or that an exposure or a metric reads, has no owner: no group and no `meta.owner`. Silent in a project that names no owners of its models at all.",
  words: {
    title: "New model `{name}` has no owner",
    why: "It is {use}: whoever depends on it needs somebody to ask when it breaks.",
    fix: "Give it a `group` that has an owner, or set `meta.owner`, in its YAML.",
  },
  variants: {
    many: {
      title: "{count} new models have no owner",
      why: "Others depend on {models} from the start, and need somebody to ask when they break.",
      fix: "Give them a `group` that has an owner, or set `meta.owner`, in `dbt_project.yml` or in their YAML.",
    },
  },
  check(context) {
    const { project } = context.artifacts.head;
    const unowned = changesOf(context, "model").flatMap((change) => {
      if (change.kind !== "added" || hasOwner(change.head, project)) return [];
      const use = useOf(context, change.head);
      return use === null ? [] : [{ change, use }];
    });
    if (unowned.length === 0 || !namesOwners(project)) return [];
    if (unowned.length > FEW) return checkMany(unowned.map((entry) => entry.change));
    return unowned.map(({ change, use }) => ({
      subject: { uniqueId: change.uniqueId },
      facts: { name: change.head.name, use },
      evidence: [{ kind: "owner", uniqueId: change.uniqueId, path: change.head.path, text: use }],
    }));
  },
};

function checkMany(changes: readonly Added<"model">[]): readonly Found[] {
  const [first, ...others] = changes;
  if (first === undefined) return [];
  return [
    {
      subject: { uniqueId: first.uniqueId },
      facts: { count: changes.length, models: changes.map((change) => change.head.name) },
      evidence: changes.map(({ uniqueId, head }) => ({ kind: "owner", uniqueId, path: head.path })),
      variant: "many",
      affected: others.map((change) => change.uniqueId),
      key: "many",
    },
  ];
}

/** What others build on a model from the start; null for a model inside the project. */
function useOf(context: RuleContext, model: Model): string | null {
  if (model.access === "public") return "public";
  for (const id of context.graphs.head.childrenOf(model.uniqueId)) {
    const reader = inHead(context, id);
    if (reader?.resourceType === "exposure") return "read by an exposure";
    if (reader?.resourceType === "metric" || reader?.resourceType === "semantic_model") {
      return "read by metrics";
    }
  }
  return null;
}

/** Exposures do not count: dbt makes them name an owner, so they say nothing about the habits of a project. */
function namesOwners(project: Project): boolean {
  return Object.values(project.nodes).some(
    (node) => node.resourceType === "model" && hasOwner(node, project),
  );
}
