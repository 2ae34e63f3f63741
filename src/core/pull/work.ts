import type { PullKey, Sha } from "./pull.ts";
import type { PullState } from "./state.ts";

/**
 * A comment on the code host. `review` comments stand in the diff, `issue` comments on the timeline.
 * `submission`: the text of a submitted review, to which GitHub's REST API takes no reaction.
 */
export interface CommentRef {
  readonly kind: "issue" | "review" | "submission";
  readonly id: number;
}

/** A comment that gives a command. Whether its author may is asked when it is worked on. */
export interface GivenCommand {
  readonly comment: CommentRef;
  readonly author: string;
  /** The line of the command as written, prefix included; from a webhook every line that may be one, of which the first counts. */
  readonly line: string;
  /** When the comment was written, an ISO date-time of the code host; left out when the event does not say. */
  readonly at?: string;
}

/**
 * Why a pull request is to be looked at. `changed`: it was opened, reopened, pushed to, made ready, or has new artifacts;
 * nothing is done when its newest head was reviewed with the same inputs. `asked`: somebody wants a review whatever was done.
 */
export type ReviewReason = "changed" | "asked";

/** What one webhook asks for on one pull request. */
export interface Delivery {
  /** GitHub's `X-GitHub-Delivery`, and what tells several of one webhook apart; the same id is recorded once. */
  readonly id: string;
  readonly pull: PullKey;
  /** Null when only a command was given. */
  readonly review: ReviewReason | null;
  readonly command: GivenCommand | null;
  /** The head that the event names, to tell whether work under way is out of date; null when it names none. */
  readonly headSha: Sha | null;
}

/** What is to be done on one pull request now: all that was recorded for it since the last time. */
export interface PullWork {
  readonly pull: PullKey;
  readonly review: ReviewReason | null;
  /** In the order in which they were given. */
  readonly commands: readonly GivenCommand[];
  /** Other heads at which work was begun and did not finish: the check runs there may still be in progress. */
  readonly leftHeads: readonly Sha[];
  readonly state: PullState;
}
