import type { Delta } from "./project-review.ts";
import type { PublishedReview } from "./state.ts";

/**
 * What changed between two published reviews, counted over fingerprints: findings that are gone, findings that came,
 * and findings that were open or not there and are waived now. A first review has nothing to be compared with: null.
 */
export function deltaBetween(before: PublishedReview | null, after: PublishedReview): Delta | null {
  if (before === null) return null;
  const known = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
  const now = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  const fresh = after.findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const waived = after.findings.filter(
    ({ fingerprint, isWaived }) => isWaived && known.get(fingerprint)?.isWaived !== true,
  );
  return {
    fixed: [...known.keys()].filter((fingerprint) => !now.has(fingerprint)).length,
    fresh: fresh.filter(({ isWaived }) => !isWaived).length,
    waived: waived.length,
  };
}
