import type { Finding } from "../report.ts";
import type { Sha } from "./pull.ts";

/** A risk that somebody accepted, bound to the finding's fingerprint, whatever number it has later. */
export interface Waiver {
  readonly fingerprint: string;
  readonly by: string;
  readonly reason: string;
  /** ISO date-time. */
  readonly at: string;
  /** The head that the finding was waived at. */
  readonly headSha: Sha;
  /** How grave the finding was then: one that has become graver since is open again. */
  readonly severity: Finding["severity"];
}

/** What people said of a finding: by a slash command, or by a reaction to the review. */
export interface Feedback {
  readonly fingerprint: string;
  readonly rule: string;
  readonly verdict: "good" | "bad";
  readonly by: string;
  readonly why: string | null;
  readonly at: string;
}

/** A finding as the last published review named it: what `F3` in a slash command means. */
export type PublishedFinding = Pick<Finding, "id" | "fingerprint" | "rule" | "severity"> & {
  readonly isWaived: boolean;
};

/** The last review that was published on the pull request. */
export interface PublishedReview {
  readonly headSha: Sha;
  readonly baseSha: Sha;
  /** A digest of head, merge base, configuration and artifacts; left out when a project could not be reviewed, so that it is tried again. */
  readonly inputs?: string;
  /** Findings of all projects, waived ones included, in the order of their ids. */
  readonly findings: readonly PublishedFinding[];
  /** When it was published, an ISO date-time: a command written before it means the findings of an earlier review. */
  readonly at?: string;
}

/** All that Headgate remembers of a pull request. JSON-serialisable, small, and the same in every store. */
export interface PullState {
  readonly waivers: readonly Waiver[];
  readonly feedback: readonly Feedback[];
  /** Automatic reviews are off; commands still work. */
  readonly isPaused: boolean;
  /** Heads of a fork at which somebody with write access allowed a model to word the review. */
  readonly allowedHeads: readonly Sha[];
  readonly published: PublishedReview | null;
}

/** A pull request that was never reviewed. */
export const emptyState: PullState = {
  waivers: [],
  feedback: [],
  isPaused: false,
  allowedHeads: [],
  published: null,
};
