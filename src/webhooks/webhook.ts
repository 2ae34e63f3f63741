import type { RepositoryKey, Sha } from "../core/pull/pull.ts";
import type { GivenCommand, ReviewReason } from "../core/pull/work.ts";

/** What a webhook asks for on one pull request, or on those of a head. */
export interface Wanted {
  readonly repository: RepositoryKey;
  /** The number, or a head where GitHub does not give one: it leaves pull requests from forks out of check and workflow events. */
  readonly pull: number | { readonly atHead: Sha };
  readonly review: ReviewReason | null;
  readonly command: GivenCommand | null;
  /** As in `Delivery`: only events that tell of the newest head name one. */
  readonly headSha: Sha | null;
}

/** What one event of GitHub asks for. Whether a pull request is still open, and who may do what, is asked when it is worked on. */
export interface Webhook {
  /** Names of the event with each action that matters. */
  readonly on: readonly EventName[];
  /** Reads the payload, of which only what is used is checked. Throws when that is not as GitHub describes it. */
  readonly wantedBy: (payload: unknown) => readonly Wanted[];
}

type EventName =
  | "pull_request.opened"
  | "pull_request.synchronize"
  | "pull_request.reopened"
  | "pull_request.ready_for_review"
  | "pull_request.edited"
  | "check_run.rerequested"
  | "check_run.requested_action"
  | "check_suite.rerequested"
  | "workflow_run.completed"
  | "issue_comment.created"
  | "pull_request_review_comment.created"
  | "pull_request_review.submitted";
