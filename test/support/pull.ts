import type { ProjectReview } from "../../src/core/pull/project-review.ts";
import type { PullRequest } from "../../src/core/pull/pull.ts";
import type { Feedback, PublishedReview, PullState, Waiver } from "../../src/core/pull/state.ts";
import type { Report } from "../../src/core/report.ts";

export const HEAD = "9be07d5512c34ab6780fedcba98765432100ffee";
export const BASE = "4f1c2ab39d6e7f8091a2b3c4d5e6f70812345678";

/** A waiver of the error that `findingWith` makes. */
export function waiverWith(overrides: Partial<Waiver> = {}): Waiver {
  return {
    fingerprint: "a1b2c3d4e5f60718",
    by: "octocat",
    reason: "readers were told",
    at: "2026-03-01T10:00:00.000Z",
    headSha: HEAD,
    severity: "error",
    ...overrides,
  };
}

export function feedbackWith(overrides: Partial<Feedback> = {}): Feedback {
  return {
    fingerprint: "a1b2c3d4e5f60718",
    rule: "contract-column-removed",
    verdict: "good",
    by: "octocat",
    why: null,
    at: "2026-03-01T10:00:00.000Z",
    ...overrides,
  };
}

/** An open pull request of a public repository, from a branch of it. */
export function pullWith(overrides: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    isOpen: true,
    isDraft: false,
    author: "author",
    isPrivate: false,
    head: { sha: HEAD, ref: "drop-amount", repository: "acme/shop" },
    base: { sha: BASE, ref: "main" },
    isFork: false,
    ...overrides,
  };
}

export function stateWith(overrides: Partial<PullState> = {}): PullState {
  return { waivers: [], feedback: [], isPaused: false, allowedHeads: [], published: null, ...overrides };
}

export function publishedWith(overrides: Partial<PublishedReview> = {}): PublishedReview {
  return { headSha: HEAD, baseSha: BASE, findings: [], ...overrides };
}

/** A dbt project that was reviewed. */
export function reviewed(report: Report, project = ".", notes: readonly string[] = []): ProjectReview {
  return { project, report, problem: null, notes };
}

/** A dbt project that could not be reviewed. */
export function unreviewed(project = "."): ProjectReview {
  return {
    project,
    report: null,
    problem: {
      what: "There is no manifest of the head.",
      why: "The workflow `dbt` has not uploaded one for `9be07d55`.",
      todo: "Run it again, then comment `/headgate review`.",
    },
    notes: [],
  };
}
