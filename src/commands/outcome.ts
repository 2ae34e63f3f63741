import type { PullState } from "../core/pull/state.ts";
import type { CommandContext, Outcome } from "./command.ts";

/** An answer in the thread; nothing else changes. */
export function answered({ state }: Pick<CommandContext, "state">, reply: string): Outcome {
  return { state, reply, reaction: "eyes", review: null, refresh: false };
}

/** A new state, and the comment and check run written anew. */
export function changed(state: PullState): Outcome {
  return { state, reply: null, reaction: "+1", review: null, refresh: true };
}

/** A new state that nothing on the page shows. */
export function kept(state: PullState): Outcome {
  return { state, reply: null, reaction: "+1", review: null, refresh: false };
}

/** A review is to be made. */
export function askedFor(state: PullState): Outcome {
  return { state, reply: null, reaction: "eyes", review: "asked", refresh: false };
}

/** The command was understood and cannot be done; the reply says why. */
export function declined({ state }: Pick<CommandContext, "state">, reply: string | null): Outcome {
  return { state, reply, reaction: "confused", review: null, refresh: false };
}
