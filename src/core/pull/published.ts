import { numberAcross } from "./across-projects.ts";
import type { ProjectReview } from "./project-review.ts";
import type { Sha } from "./pull.ts";
import type { PublishedReview } from "./state.ts";

/** The commits that a review is about, and when it is published: an ISO date-time. */
interface Publication {
  readonly head: Sha;
  readonly base: Sha;
  readonly at?: string;
}

/** What is remembered of a review once it is published: its findings by the ids that people see, waived ones included. */
export function publishedReview(
  reviews: readonly ProjectReview[],
  { head, base, at }: Publication,
): PublishedReview {
  const findings = numberAcross(reviews).flatMap(({ report }) => report?.findings ?? []);
  return {
    headSha: head,
    baseSha: base,
    ...(at === undefined ? {} : { at }),
    findings: findings.map(({ id, fingerprint, rule, severity, waived }) => {
      return { id, fingerprint, rule, severity, isWaived: waived !== null };
    }),
  };
}
