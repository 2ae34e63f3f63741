/** Shares of equal lines from which two texts are one text that was edited. */
const SAME_TEXT = 0.6;
/** Shorter texts are alike too easily. */
const LEAST_LINES = 4;
/** Beyond this many comparisons a wide refactoring is not paired by likeness: it would be guesswork, and slow. */
const MOST_COMPARISONS = 40_000;

interface Coded {
  readonly uniqueId: string;
}

/**
 * Pairs objects whose source texts share most of their lines, best likeness first.
 * For models that were renamed and edited in one go.
 */
export function similarPairs<N extends Coded>(
  removed: readonly N[],
  added: readonly N[],
): readonly (readonly [N, N])[] {
  if (removed.length * added.length > MOST_COMPARISONS) return [];
  const [before, after] = [removed.map(lined), added.map(lined)];
  const candidates = before.flatMap((from) =>
    after.map((to) => ({ from, to, likeness: likeness(from.lines, to.lines) })),
  );
  const best = candidates
    .filter((pair) => pair.likeness >= SAME_TEXT)
    .sort((a, b) => b.likeness - a.likeness);
  const pairs = new Map<N, N>();
  const taken = new Set<N>();
  for (const { from, to } of best) {
    if (pairs.has(from.node) || taken.has(to.node)) continue;
    pairs.set(from.node, to.node);
    taken.add(to.node);
  }
  return [...pairs];
}

interface Lined<N> {
  readonly node: N;
  readonly lines: ReadonlySet<string>;
}

function lined<N extends Coded>(node: N): Lined<N> {
  const code = "rawCode" in node && typeof node.rawCode === "string" ? node.rawCode : "";
  const lines = code.split("\n").map((line) => line.trim().toLowerCase());
  return { node, lines: new Set(lines.filter((line) => line.length > 2)) };
}

/** Jaccard index of two sets of lines, 0 to 1. */
function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size < LEAST_LINES || right.size < LEAST_LINES) return 0;
  let shared = 0;
  for (const line of left) if (right.has(line)) shared += 1;
  return shared / (left.size + right.size - shared);
}
