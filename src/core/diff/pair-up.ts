/** What tells that two objects under different ids are one. Null: this object has no such mark. */
type Identity<N> = (node: N) => string | null;

/** One way to recognize an object, read on each side: ids of base are already those of head where they are known. */
export interface IdentityRound<N> {
  readonly base: Identity<N>;
  readonly head: Identity<N>;
}

/**
 * Pairs objects that only base has with objects that only head has, strongest mark first.
 * A mark counts only when exactly one object of each side bears it: a doubtful pair is worse than none.
 */
export function pairUp<N>(
  removed: readonly N[],
  added: readonly N[],
  rounds: readonly IdentityRound<N>[],
): ReadonlyMap<N, N> {
  const pairs = new Map<N, N>();
  const taken = new Set<N>();
  for (const round of rounds) {
    const left = soleBearers(
      removed.filter((node) => !pairs.has(node)),
      round.base,
    );
    const right = soleBearers(
      added.filter((node) => !taken.has(node)),
      round.head,
    );
    for (const [mark, base] of left) {
      const head = right.get(mark);
      if (head === undefined) continue;
      pairs.set(base, head);
      taken.add(head);
    }
  }
  return pairs;
}

function soleBearers<N>(nodes: readonly N[], identity: Identity<N>): ReadonlyMap<string, N> {
  const sole = new Map<string, N>();
  const shared = new Set<string>();
  for (const node of nodes) {
    const mark = identity(node);
    if (mark === null) continue;
    if (sole.has(mark)) shared.add(mark);
    sole.set(mark, node);
  }
  for (const mark of shared) sole.delete(mark);
  return sole;
}
