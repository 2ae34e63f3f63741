import { pullName } from "../core/pull/pull.ts";
import { deltaBetween } from "../core/pull/delta.ts";
import type { PullFacts } from "../core/pull/project-review.ts";
import { publishedReview } from "../core/pull/published.ts";
import { stateBlob } from "../core/pull/state-blob.ts";
import type { PublishedReview, PullState } from "../core/pull/state.ts";
import type { Check } from "../ports.ts";
import type { CommentInput } from "../render/comment.ts";
import { completedCheck } from "./completed-check.ts";
import { keepComment } from "./keep-comment.ts";
import { commentOnLines } from "./line-comments.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";
import { standingOf, type Standing } from "./standing.ts";

/** A review that is to be shown. */
export interface Publication {
  readonly hand: PullAtHand;
  readonly facts: PullFacts;
  readonly state: PullState;
  /** What the review was made of, see `inputsOf`. */
  readonly inputs: string;
  /** Somebody asked for it, so that it is shown even where there is nothing to look at. */
  readonly isAsked: boolean;
}

/** A review as it was shown. */
export interface ShownReview {
  readonly page: CommentInput;
  readonly check: Check;
}

/** How far publishing came, what is remembered then, and what was shown; null when it was not. */
export interface Published {
  readonly standing: Standing;
  readonly state: PullState;
  readonly shown: ShownReview | null;
}

/**
 * Shows a review: the one comment, comments on lines, the check run. Before each of them it is asked again whether the head
 * is still the newest; when it is not, nothing more is written and nothing of this review is remembered (T9).
 */
export async function publishReview(publication: Publication, ports: PullPorts): Promise<Published> {
  const { hand } = publication;
  const state = remembered(publication, ports);
  const page = pageOf(publication, state, ports);
  const check = await completedCheck(hand, page, ports);
  const writes = [
    () => keepComment({ mode: hand.config.comment.mode, page, state, isAsked: publication.isAsked }, ports),
    () => commentOnLines(publication, ports),
    () => ports.forge.ensureCheck(check),
  ];
  for (const write of writes) {
    const standing = await standingOf(hand, ports);
    if (standing.kind !== "newest") return { standing, state: publication.state, shown: null };
    await write();
  }
  return { standing: { kind: "newest" }, state, shown: { page, check } };
}

/** The state with this review as the published one. A review of nothing leaves the last one as what finding ids refer to. */
function remembered({ hand, facts, state, inputs }: Publication, { clock }: PullPorts): PullState {
  if (facts.reviews.every(({ report }) => report === null)) return state;
  const isWhole = facts.reviews.every(({ report }) => report !== null);
  const now = new Date(clock.now()).toISOString();
  const review = publishedReview(facts.reviews, { head: hand.pull.head.sha, base: hand.mergeBase, at: now });
  // Commands that were written in between still mean what they say where every id means the same as before.
  const at = (namesAlike(review, state.published) ? state.published?.at : null) ?? now;
  return { ...state, published: { ...review, at, ...(isWhole ? { inputs } : {}) } };
}

/** Whether the ids of both mean the same findings. */
function namesAlike(after: PublishedReview, before: PublishedReview | null): boolean {
  const names = (review: PublishedReview) =>
    review.findings.map(({ id, fingerprint }) => `${id} ${fingerprint}`);
  return before !== null && names(after).join("\n") === names(before).join("\n");
}

function pageOf(
  { hand, facts, state: before }: Publication,
  state: PullState,
  ports: PullPorts,
): CommentInput {
  const { key, config, fault } = hand;
  // Half a review says nothing of what was fixed: it is compared with a whole one only when it is whole itself.
  const isComparable = before.published?.inputs !== undefined && state.published?.inputs !== undefined;
  return {
    pull: key.number,
    reviews: facts.reviews,
    delta: isComparable && state.published !== null ? deltaBetween(before.published, state.published) : null,
    configProblem: fault,
    prefix: config.commands.prefix,
    blob: stateBlob(state, { scope: pullName(key), signer: ports.signer }),
  };
}
