import { append } from "../append.ts";
import type { Ref, UniqueId } from "../manifest/node.ts";
import type { Model, Project, Source } from "../manifest/project.ts";
import type { Graph } from "./graph.ts";

/** Finds what still refers to an object that the project no longer has (or has switched off). Data tests do not count. */
export type FindDangling = (gone: Model | Source) => readonly UniqueId[];

/**
 * Two ways in which a manifest shows a dangling reference: `depends_on` names the id, or a `ref()` resolves to nothing.
 * The index is built once, in time linear in the project.
 */
export function danglingIn(project: Project, graph: Graph): FindDangling {
  let unresolved: ReadonlyMap<string, readonly Unresolved[]> | undefined;
  return (gone) => {
    const ids = new Set(graph.childrenOf(gone.uniqueId));
    if (gone.resourceType === "model") {
      unresolved ??= unresolvedRefs(project);
      for (const { from, ref } of unresolved.get(gone.name) ?? []) {
        if (refersTo(ref, gone)) ids.add(from);
      }
    }
    return [...ids].filter((id) => isHeard(project, id)).sort();
  };
}

interface Unresolved {
  readonly from: UniqueId;
  readonly ref: Ref;
}

function isHeard(project: Project, id: UniqueId): boolean {
  const type = project.nodes[id]?.resourceType;
  return type !== undefined && type !== "test";
}

function refersTo(ref: Ref, model: Model): boolean {
  const samePackage = ref.package === null || ref.package === model.packageName;
  return samePackage && (ref.version === null || ref.version === model.version);
}

/** Refs that no model, seed or snapshot of the project answers, by the name that they ask for. */
function unresolvedRefs(project: Project): ReadonlyMap<string, readonly Unresolved[]> {
  const answers = new Map<string, Model[]>();
  const asked: Unresolved[] = [];
  const others = new Set<string>();
  for (const node of Object.values(project.nodes)) {
    if (node.resourceType === "model") append(answers, node.name, node);
    if (node.resourceType === "seed" || node.resourceType === "snapshot") others.add(node.name);
    if ("refs" in node) asked.push(...node.refs.map((ref) => ({ from: node.uniqueId, ref })));
  }
  const unresolved = new Map<string, Unresolved[]>();
  for (const item of asked) {
    const { name } = item.ref;
    const isAnswered = answers.get(name)?.some((model) => refersTo(item.ref, model)) === true;
    if (!isAnswered && !others.has(name)) append(unresolved, name, item);
  }
  return unresolved;
}
