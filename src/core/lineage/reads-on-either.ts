import type { Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";

/** Whether an object of head reads another, itself or through others, by what either side says; `idOf`: base's ids in head. */
export function readsOnEither(
  reader: UniqueId,
  wanted: UniqueId,
  { artifacts, idOf }: { readonly artifacts: Artifacts; readonly idOf: ReadonlyMap<UniqueId, UniqueId> },
): boolean {
  const { base, head } = artifacts;
  const cameFrom = new Map([...idOf].map(([from, to]) => [to, from]));
  const seen = new Set<UniqueId>();
  const open = [reader];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === wanted) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    const before = base.project.nodes[cameFrom.get(id) ?? id]?.dependsOn ?? [];
    open.push(...before.map((parent) => idOf.get(parent) ?? parent));
    open.push(...(head.project.nodes[id]?.dependsOn ?? []));
  }
  return false;
}
