import type { PullKey, Sha } from "../../core/pull/pull.ts";
import { emptyState, type PullState } from "../../core/pull/state.ts";
import type { Delivery, GivenCommand, ReviewReason } from "../../core/pull/work.ts";
import type { Claim } from "../../ports.ts";

/** What is to be done, put together from any number of deliveries. */
interface Todo {
  readonly review: ReviewReason | null;
  readonly commands: readonly GivenCommand[];
  /** When the first of it was recorded; null when there is nothing to do. */
  readonly since: number | null;
}

/** The claim that runs: what was given with it, so that an older claim is told apart. */
interface Held {
  readonly generation: number;
  readonly attempts: number;
  /** The newest head that was known when it was claimed. */
  readonly headSha: Sha | null;
}

/** Everything that a store keeps of one pull request but its state. JSON-serialisable. Times are milliseconds since 1970. */
export interface PullRow {
  readonly pull: PullKey;
  /** Grows with every delivery. */
  readonly generation: number;
  /** The head that a delivery named last. */
  readonly headSha: Sha | null;
  /** Recorded since the last claim. */
  readonly fresh: Todo;
  /** Taken by a claim that did not finish yet. */
  readonly taken: Todo;
  readonly held: Held | null;
  /** Heads named at claims that did not finish. */
  readonly begun: readonly Sha[];
  /** How often this generation was claimed. */
  readonly attempts: number;
  /** When it may be claimed: at once, when the lease ends, or when it is to be tried again. Null when there is nothing to do. */
  readonly dueAt: number | null;
}

const nothing: Todo = { review: null, commands: [], since: null };

/** A pull request of which nothing was recorded yet. */
function emptyRow(pull: PullKey): PullRow {
  return {
    pull,
    generation: 0,
    headSha: null,
    fresh: nothing,
    taken: nothing,
    held: null,
    begun: [],
    attempts: 0,
    dueAt: null,
  };
}

/**
 * The row with a delivery more. A running lease goes on; a retry that waits is brought forward, because what was
 * recorded may be its cure.
 */
export function recordDelivery(row: PullRow | null, delivery: Delivery, now: number): PullRow {
  const { pull, generation, headSha, fresh, ...rest } = row ?? emptyRow(delivery.pull);
  return {
    ...rest,
    pull: { ...pull, installation: delivery.pull.installation },
    generation: generation + 1,
    headSha: delivery.headSha ?? headSha,
    fresh: together(fresh, {
      review: delivery.review,
      commands: delivery.command === null ? [] : [delivery.command],
      since: now,
    }),
    attempts: 0,
    dueAt: rest.held === null ? Math.min(rest.dueAt ?? now, now) : rest.dueAt,
  };
}

/** The claim on a row that is due, and the row under its lease. */
export function claimRow(
  row: PullRow,
  state: PullState | null,
  leaseUntil: number,
): { readonly row: PullRow; readonly claim: Claim } {
  const { pull, generation, attempts, headSha } = row;
  const leftHeads = row.begun.filter((sha) => sha !== headSha);
  const taken = together(row.taken, row.fresh);
  return {
    row: {
      ...row,
      fresh: nothing,
      taken,
      held: { generation, attempts, headSha },
      begun: headSha === null ? leftHeads : [...leftHeads, headSha],
      attempts: attempts + 1,
      dueAt: leaseUntil,
    },
    claim: {
      work: { pull, review: taken.review, commands: taken.commands, leftHeads, state: state ?? emptyState },
      generation,
      attempts,
    },
  };
}

/** Whether the claim is the one that runs. Each claim of a generation has another count of attempts. */
export function isHeld(row: PullRow, claim: Claim): boolean {
  return row.held?.generation === claim.generation && row.held.attempts === claim.attempts;
}

/** Whether the claim runs and no delivery since then named another head. */
export function isNewestClaim(row: PullRow, claim: Claim): boolean {
  return isHeld(row, claim) && row.held?.headSha === row.headSha;
}

/** The row under a longer lease. */
export function renewLease(row: PullRow, leaseUntil: number): PullRow {
  return { ...row, dueAt: leaseUntil };
}

/** The row without what was taken; due when something came since, or when a review is owed. */
export function finishRow(row: PullRow, owed: ReviewReason | null): PullRow {
  const rest = owed === null ? nothing : { review: owed, commands: [], since: row.taken.since };
  const fresh = together(rest, row.fresh);
  return { ...row, fresh, taken: nothing, held: null, begun: [], dueAt: fresh.since };
}

/** The row given back with all that is to be done; due at once when something came since, because that was not tried yet. */
export function releaseRow(row: PullRow, retryAt: number): PullRow {
  return { ...row, held: null, dueAt: row.fresh.since ?? retryAt };
}

function together(first: Todo, second: Todo): Todo {
  const asked = first.review === "asked" || second.review === "asked";
  return {
    review: asked ? "asked" : (first.review ?? second.review),
    commands: [...first.commands, ...second.commands],
    since: first.since ?? second.since,
  };
}
