import { WarehouseError } from "../../errors.ts";
import type { WarehouseAccess } from "./access.ts";
import { STATEMENT_FAILED } from "./fault.ts";

/** A statement that runs in a warehouse. */
export interface Running<T> {
  readonly title: string;
  /** The answer, or null while it runs. */
  readonly look: () => Promise<T | null>;
  /** Ends it in the warehouse. */
  readonly cancel: () => Promise<unknown>;
}

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

/** Summing up a year of a large account takes minutes, not hours. */
const DEADLINE = 30 * 60_000;

/**
 * Looks again and again, ever more seldom, until there is an answer. What ends the waiting before (the deadline, an
 * abort, a host that is gone) ends the statement too, so that it costs no more. Throws `WarehouseError`, or the abort's
 * reason.
 */
export async function waitUntilDone<T>(
  running: Running<T>,
  { now, pause }: WarehouseAccess,
  signal: AbortSignal,
): Promise<T> {
  const deadline = now() + DEADLINE;
  try {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
      const answer = await running.look();
      if (answer !== null) return answer;
      if (now() >= deadline) throw tooSlow(running.title);
      await pause(wait, signal);
    }
  } catch (error) {
    const hasEnded = error instanceof WarehouseError && error.code === STATEMENT_FAILED;
    // Whether or not it could be ended: the error that is thrown on says why nobody waits any more.
    if (!hasEnded) await running.cancel().catch(() => undefined);
    throw error;
  }
}

function tooSlow(title: string): WarehouseError {
  return new WarehouseError("warehouse-slow", {
    what: `${title} did not finish within ${DEADLINE / 60_000} minutes.`,
    why: "The statement was called off.",
    todo: "Ask for fewer --days, or use a larger warehouse.",
  });
}

/** Long enough to tell a warehouse that a statement is not wanted any more, after its own signal was aborted. */
export function callingOff(): AbortSignal {
  return AbortSignal.timeout(10_000);
}
