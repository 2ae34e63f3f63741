import type { PullState } from "../core/pull/state.ts";
import type { PullWork, ReviewReason } from "../core/pull/work.ts";
import { checkInProgress, checkPaused, checkSkippedDraft, checkSuperseded } from "../render/check-pages.ts";
import { commentMarker } from "../render/comment.ts";
import { answerCommands } from "./answer-commands.ts";
import { placeOf } from "./completed-check.ts";
import { feedbackFromReactions } from "./feedback-from-reactions.ts";
import { findSides, inputsOf, type SidesFinder } from "./find-sides.ts";
import { keepState } from "./keep-state.ts";
import { planReview, type Plan } from "./plan-review.ts";
import type { ShownReview } from "./publish-review.ts";
import { takeInHand, type PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";
import { readFacts, type FactsReader } from "./read-facts.ts";
import { showReview } from "./show-review.ts";

/** How work on a pull request ended. */
export interface Outcome {
  readonly state: PullState;
  /** The review that was wanted and could not be shown, because the pull request moved on meanwhile. Null: nothing is owed. */
  readonly owed: ReviewReason | null;
  /** The review that was shown; null when there was none. */
  readonly shown: ShownReview | null;
}

/**
 * All that is to be done on one pull request: its commands in order, then a review of its newest head if one is wanted.
 * Done twice it writes nothing twice. Rejects with a `ForgeError` when the code host could not be reached: then all of it
 * is to be done again.
 */
export async function workOnPull(work: PullWork, ports: PullPorts): Promise<Outcome> {
  const pull = await ports.forge.readPull(work.pull.number);
  if (!pull.isOpen) return { state: work.state, owed: null, shown: null };
  const hand = await takeInHand(work.pull, pull, ports);
  await closeLeft(work, hand, ports);
  const find = findSides(hand, ports);
  const facts = readFacts(hand, find, ports);

  const answered = await answerCommands({ work, hand, facts }, ports);
  const plan = await planReview({ ...answered, reason: work.review }, hand, find);
  const outcome = await carryOut(plan, { hand, find, facts, state: answered.state }, ports);

  if (outcome.owed !== null) return outcome;
  for (const comment of answered.asking) await ports.forge.react(comment, "+1");
  await keepState(outcome.state, { hand, before: work.state }, ports);
  return outcome;
}

/** Work that broke off at an earlier head left its check run in progress. */
async function closeLeft(
  { leftHeads }: PullWork,
  { pull, config }: PullAtHand,
  { forge }: PullPorts,
): Promise<void> {
  for (const sha of leftHeads) {
    if (sha === pull.head.sha) continue;
    const place = placeOf({ pull: { ...pull, head: { ...pull.head, sha } }, config });
    await forge.ensureCheck(checkSuperseded(place, pull.head.sha));
  }
}

interface Task {
  readonly hand: PullAtHand;
  readonly find: SidesFinder;
  readonly facts: FactsReader;
  readonly state: PullState;
}

async function carryOut(plan: Plan, task: Task, ports: PullPorts): Promise<Outcome> {
  if (plan.kind === "review") return reviewNow(plan.isAsked, task, ports);
  const { prefix } = task.hand.config.commands;
  const place = placeOf(task.hand);
  if (plan.kind === "paused") await ports.forge.ensureCheck(checkPaused(place, prefix));
  if (plan.kind === "draft") await ports.forge.ensureCheck(checkSkippedDraft(place, prefix));
  return { state: task.state, owed: null, shown: null };
}

async function reviewNow(isAsked: boolean, task: Task, ports: PullPorts): Promise<Outcome> {
  const { hand } = task;
  await ports.forge.ensureCheck(checkInProgress(placeOf(hand)));
  const facts = await task.facts(task.state);
  const state = await withReactions(task.state, hand, ports);
  const inputs = await inputsOf(hand, task.find);
  const published = await showReview({ hand, facts, state, inputs, isAsked }, ports);
  const { standing, isOutdated } = published;
  const owed = isAsked ? "asked" : "changed";
  if (standing.kind === "newest") return { ...published, owed: isOutdated ? owed : null };
  if (standing.kind === "moved") await ports.forge.ensureCheck(checkSuperseded(placeOf(hand), standing.to));
  return { state, owed, shown: null };
}

/** What people's thumbs on the comment say of the findings that it shows now, before it is written anew. */
async function withReactions(state: PullState, { pull }: PullAtHand, { forge, clock }: PullPorts) {
  if (state.published === null) return state;
  const comment = await forge.findComment(pull.number, commentMarker(pull.number));
  if (comment === null) return state;
  const reactions = await forge.listReactions({ kind: "issue", id: comment.id });
  return { ...state, feedback: feedbackFromReactions(state, reactions, new Date(clock.now()).toISOString()) };
}
