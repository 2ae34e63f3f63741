import type { Config } from "../core/config.ts";
import { planDraft, wantedFindings } from "../core/draft/plan.ts";
import type { PullFacts, ProjectReview } from "../core/pull/project-review.ts";
import type { Draft } from "../core/report.ts";
import { pullName } from "../core/pull/pull.ts";
import type { PullState } from "../core/pull/state.ts";
import { reviewAllowance } from "../draft/allowance.ts";
import { draftReview, type DraftPorts } from "../draft/draft-review.ts";
import { DRAFT_MS, type Models } from "../draft/models.ts";
import { faultFields } from "./problems.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** What is worded, and on what terms. */
interface Wording {
  readonly hand: PullAtHand;
  readonly facts: PullFacts;
  readonly state: PullState;
}

/** Models at work on the words of a review. */
export interface Drafting {
  /** The facts as the models worded them; null when they are not done after so many milliseconds. */
  readonly within: (ms: number) => Promise<PullFacts | null>;
  /** Nobody waits any longer. */
  readonly stop: () => void;
}

/** What a fork says reaches a model only at a head that somebody with write access looked at. */
export function draftFor(
  { pull, config }: Pick<PullAtHand, "pull" | "config">,
  { allowedHeads }: PullState,
): Config["draft"] {
  const isAllowed = !pull.isFork || allowedHeads.includes(pull.head.sha);
  return isAllowed ? config.draft : { ...config.draft, mode: "off" };
}

/**
 * Sets models to work on the words of a review; null where there is none to be asked or nothing that one would say better.
 * All projects share what one review may ask, the first ones first.
 */
export function beginDraft({ hand, facts, state }: Wording, ports: PullPorts): Drafting | null {
  const { models, clock, signal, log } = ports;
  const settings = draftFor(hand, state);
  if (models === null || !isWorthIt(facts, settings)) return null;
  const ended = new AbortController();
  const patience = {
    deadline: clock.now() + DRAFT_MS,
    signal: AbortSignal.any([signal, ended.signal]),
  };
  const asking = { ...models, patience, allowance: reviewAllowance() };
  // A fault of ours in the words must not cost the facts.
  const drafted = draftAll({ hand, facts, state }, asking, settings).catch((error: unknown) => {
    log.error({ pull: pullName(hand.key), ...faultFields(error) }, "a draft failed");
    return withReason(facts, "wording it failed inside Headgate");
  });
  return {
    within: (ms) => beforeLong(drafted, ms, { models, signal: patience.signal }),
    stop: () => {
      ended.abort();
    },
  };
}

/** The facts with a reason why no model worded them, where a model would have. */
export function withoutDraft({ hand, facts, state }: Wording, ports: Pick<PullPorts, "models">): PullFacts {
  const isHeldBack = hand.config.draft.mode !== "off" && draftFor(hand, state).mode === "off";
  if (ports.models === null || !isHeldBack || !isWorthIt(facts, hand.config.draft)) return facts;
  const { prefix } = hand.config.commands;
  return withReason(facts, `it comes from a fork; \`${prefix} ok\` of somebody with write access lets one`);
}

/** The facts with the words of templates, and why there are no others. */
export function withReason(facts: PullFacts, reason: string): PullFacts {
  const reviews = facts.reviews.map((review) => {
    const isMeant = wantedFindings(review.report?.findings ?? []).length > 0;
    return isMeant ? withDraft(review, { reason }) : review;
  });
  return { ...facts, reviews };
}

function isWorthIt({ reviews }: PullFacts, settings: Config["draft"]): boolean {
  return reviews.some(({ report }) => report !== null && planDraft(report.findings, settings).length > 0);
}

async function draftAll(
  { hand: { key }, facts }: Wording,
  ports: DraftPorts,
  settings: Config["draft"],
): Promise<PullFacts> {
  const account = { repository: `${key.owner}/${key.repository}`, pull: key.number };
  const reviews: ProjectReview[] = [];
  for (const review of facts.reviews) {
    const { report } = review;
    const draft = report === null ? {} : await draftReview({ report, settings, account }, ports);
    reviews.push(withDraft(review, draft));
  }
  return { ...facts, reviews };
}

function withDraft(review: ProjectReview, draft: Partial<Draft>): ProjectReview {
  if (review.report === null) return review;
  return { ...review, report: { ...review.report, draft: { ...review.report.draft, ...draft } } };
}

/** What was drafted, or null when that takes longer. */
async function beforeLong(
  drafted: Promise<PullFacts>,
  ms: number,
  { models, signal }: { readonly models: Models; readonly signal: AbortSignal },
): Promise<PullFacts | null> {
  const answered = new AbortController();
  const waited = models.wait(ms, AbortSignal.any([signal, answered.signal]));
  try {
    return await Promise.race([drafted, waited.then(() => null)]);
  } finally {
    answered.abort();
  }
}
