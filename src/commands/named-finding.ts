import { instantOf } from "../core/instant.ts";
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

/** The code host tells the time of a comment in whole seconds. */
const SECOND = 1_000;

/**
 * The finding that people see under an id. Ids are given anew in every review, so a command that was written before the last
 * review was published means nothing any more: it must not accept what its author never saw (threat model, T9).
 */
export function publishedFinding(
  id: string,
  { state, command }: Pick<CommandContext, "state" | "command">,
): NamedFinding {
  const [written, published] = [command.at, state.published?.at].map((at) => instantOf(at ?? ""));
  if ((written ?? NaN) + SECOND < (published ?? NaN))
    return { kind: "unknown", why: `A newer review came meanwhile: look at its ${id}, then write it again.` };
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
