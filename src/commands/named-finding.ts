import { numberAcross } from "../core/pull/across-projects.ts";
import type { ProjectReview, PullFacts } from "../core/pull/project-review.ts";
import type { PublishedFinding } from "../core/pull/state.ts";
import type { Finding, Report } from "../core/report.ts";
import { codeSpan } from "../render/escape.ts";
import { listOf } from "../render/names.ts";
import type { CommandContext } from "./command.ts";

/** Ids that are offered when an unknown one was written. */
const MAX_OFFERED = 8;

/** What an id in a command means: a finding of the last published review, or why there is none. */
export type NamedFinding =
  | { readonly kind: "found"; readonly finding: PublishedFinding }
  | { readonly kind: "unknown"; readonly why: string };

/** The finding that people see under an id. */
export function publishedFinding(id: string, { state }: Pick<CommandContext, "state">): NamedFinding {
  const findings = state.published?.findings ?? [];
  const finding = findings.find((candidate) => candidate.id === id);
  if (finding !== undefined) return { kind: "found", finding };
  if (state.published === null)
    return { kind: "unknown", why: "No review has been published here yet, so no finding has an id." };
  const ids = listOf(
    findings.map((candidate) => candidate.id),
    MAX_OFFERED,
  );
  const known = findings.length === 0 ? "It has no findings." : `It has ${ids}.`;
  return { kind: "unknown", why: `The last review has no finding ${codeSpan(id)}. ${known}` };
}

/** A finding with the report that it stands in. */
export interface FoundFinding {
  readonly finding: Finding;
  readonly report: Report;
  readonly project: string;
}

/**
 * The finding in full, as the newest head has it; null when the newest head no longer has it. It is followed by its
 * fingerprint; where two projects have the same one, by its id.
 */
export function findingInFacts(published: PublishedFinding, facts: PullFacts): FoundFinding | null {
  const found = numberAcross(facts.reviews).flatMap((review) => foundIn(review, published));
  return found.find(({ finding }) => finding.id === published.id) ?? found[0] ?? null;
}

function foundIn({ project, report }: ProjectReview, published: PublishedFinding): readonly FoundFinding[] {
  if (report === null) return [];
  return report.findings
    .filter(({ fingerprint }) => fingerprint === published.fingerprint)
    .map((finding) => ({ finding, report, project }));
}
