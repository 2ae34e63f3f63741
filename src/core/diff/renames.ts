import type { UniqueId } from "../manifest/node.ts";
import type { NodeByType, Project, ResourceType } from "../manifest/project.ts";
import { similarPairs } from "./similar.ts";
import { MARKS } from "./identity.ts";
import { nodesOfType, RESOURCE_TYPES } from "./by-type.ts";
import { pairUp } from "./pair.ts";

/**
 * Ids of base that live on under another id in head: renamed, moved between packages, versioned, or a test whose
 * arguments changed. Models come first, so that the tests, metrics and exposures of a renamed model find it.
 */
export function findRenames(base: Project, head: Project): ReadonlyMap<UniqueId, UniqueId> {
  const renames = new Map<UniqueId, UniqueId>();
  for (const type of RESOURCE_TYPES) {
    for (const [from, to] of pairsOfType(type, { base, head }, renames))
      renames.set(from.uniqueId, to.uniqueId);
  }
  return renames;
}

interface Projects {
  readonly base: Project;
  readonly head: Project;
}

function pairsOfType<R extends ResourceType>(
  type: R,
  projects: Projects,
  known: ReadonlyMap<UniqueId, UniqueId>,
): readonly (readonly [NodeByType[R], NodeByType[R]])[] {
  const [before, after] = [nodesOfType(projects.base, type), nodesOfType(projects.head, type)];
  const removed = without(before, after, projects.head.disabled);
  const added = without(after, before, projects.base.disabled);
  if (removed.length === 0 || added.length === 0) return [];
  const rounds = MARKS[type].map((mark) => ({
    base: (node: NodeByType[R]) => mark(node, (id) => known.get(id) ?? id),
    head: (node: NodeByType[R]) => mark(node, (id) => id),
  }));
  const pairs = pairUp(removed, added, rounds);
  const taken = new Set(pairs.values());
  const rest = {
    removed: removed.filter((node) => !pairs.has(node)),
    added: added.filter((node) => !taken.has(node)),
  };
  return [...pairs, ...(type === "model" ? similarPairs(rest.removed, rest.added) : [])];
}

/** Objects whose id the other side has neither enabled nor disabled: switching off is no rename. */
function without<N extends { readonly uniqueId: UniqueId }>(
  nodes: readonly N[],
  others: readonly N[],
  disabled: Readonly<Record<UniqueId, unknown>>,
): readonly N[] {
  const known = new Set(others.map((node) => node.uniqueId));
  return nodes.filter((node) => !known.has(node.uniqueId) && disabled[node.uniqueId] === undefined);
}
