import type { PullState } from "../core/pull/state.ts";
import type { CommentRef, ReviewReason } from "../core/pull/work.ts";
import { inputsOf, mayBeOf, type SidesFinder } from "./find-sides.ts";
import type { PullAtHand } from "./pull-at-hand.ts";

/** What is to be done with the review of the newest head. */
export type Plan =
  | { readonly kind: "nothing" }
  /** Not reviewed, and the check says why. */
  | { readonly kind: "paused" | "draft" }
  | { readonly kind: "review"; readonly isAsked: boolean };

/** What there is to decide from: what came in, what the commands asked for, and what is remembered after them. */
export interface Wishes {
  readonly reason: ReviewReason | null;
  /** Comments that ask for a review by a command. */
  readonly asking: readonly CommentRef[];
  /** A command changed what the review shows, such as a waiver. */
  readonly isChanged: boolean;
  readonly state: PullState;
}

/**
 * Whether the newest head is reviewed now. Somebody who asks always gets a review; a mere change of the pull request does
 * not where reviews are paused, where drafts are left alone, and where the same inputs were reviewed before (T10).
 */
export async function planReview(
  { reason, asking, isChanged, state }: Wishes,
  hand: PullAtHand,
  find: SidesFinder,
): Promise<Plan> {
  if (asking.length > 0 || reason === "asked") return { kind: "review", isAsked: true };
  if (isChanged) return { kind: "review", isAsked: false };
  if (reason === null || (await wasReviewed(state, hand, find))) return { kind: "nothing" };
  if (state.isPaused) return { kind: "paused" };
  if (hand.pull.isDraft && !hand.config.comment.drafts) return { kind: "draft" };
  return { kind: "review", isAsked: false };
}

/** Artifacts are looked for only where all else is as it was. */
async function wasReviewed({ published }: PullState, hand: PullAtHand, find: SidesFinder): Promise<boolean> {
  const inputs = published?.inputs;
  return inputs !== undefined && mayBeOf(hand, inputs) && inputs === (await inputsOf(hand, find));
}
