import { append } from "../append.ts";
import type { Ref, UniqueId } from "../manifest/node.ts";
import type { Model, Node, Project } from "../manifest/project.ts";
import type { Graph } from "../lineage/graph.ts";
import type { Gone } from "./gone.ts";

/** Finds what in head still refers to a model or source that is gone. */
export type FindDangling = (gone: Gone<"model"> | Gone<"source">) => readonly UniqueId[];

/**
 * Two ways in which a manifest shows a dangling reference: `depends_on` names the id, or a `ref()` resolves to nothing.
 * Data tests do not count. A package looks after its own references; the author looks after those of the project.
 * The index is built once, in time linear in the project.
 */
export function danglingIn(project: Project, graph: Graph): FindDangling {
  let unresolved: ReadonlyMap<string, readonly Unresolved[]> | undefined;
  return ({ base, origin }) => {
    const ids = new Set(graph.childrenOf(base.uniqueId));
    if (base.resourceType === "model") {
      unresolved ??= unresolvedRefs(project);
      for (const { from, ref } of unresolved.get(base.name) ?? []) {
        if (refersTo(ref, base)) ids.add(from);
      }
    }
    const isOwn = (user: Node) => origin !== "package" || user.packageName !== base.packageName;
    return [...ids].sort().filter((id) => {
      const user = project.nodes[id];
      return user !== undefined && user.resourceType !== "test" && isOwn(user);
    });
  };
}

interface Unresolved {
  readonly from: UniqueId;
  readonly ref: Ref;
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
