import { holds } from "../manifest/holds.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { NodeByType, Project, ResourceType } from "../manifest/project.ts";
import { similarPairs } from "./similar-pairs.ts";
import { MARKS } from "./identity.ts";
import { RESOURCE_TYPES, type TypedNodes } from "./by-type.ts";
import { pairUp } from "./pair-up.ts";

/**
 * Ids of base that live on under another id in head: renamed, moved between packages, versioned, or a test whose
 * arguments changed. Models come first, so that the tests, metrics and exposures of a renamed model find it.
 */
export function findRenames(base: RenameSide, head: RenameSide): ReadonlyMap<UniqueId, UniqueId> {
  const renames = new Map<UniqueId, UniqueId>();
  for (const type of RESOURCE_TYPES) {
    for (const [from, to] of pairsOfType(type, { base, head }, renames))
      renames.set(from.uniqueId, to.uniqueId);
  }
  return renames;
}

/** One project, whole and by type. */
export interface RenameSide {
  readonly project: Project;
  readonly nodes: TypedNodes;
}

interface Sides {
  readonly base: RenameSide;
  readonly head: RenameSide;
}

function pairsOfType<R extends ResourceType>(
  type: R,
  { base, head }: Sides,
  known: ReadonlyMap<UniqueId, UniqueId>,
): readonly (readonly [NodeByType[R], NodeByType[R]])[] {
  // Switched off is still there: that is no rename.
  const removed = base.nodes.of(type).filter((node) => !holds(head.project, node.uniqueId));
  const added = head.nodes.of(type).filter((node) => !holds(base.project, node.uniqueId));
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
