import type { Sha } from "../core/pull/pull.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/**
 * Whether what was worked out for a head may still be written. `moved`: the pull request has another head or base branch,
 * or is closed. `overtaken`: something new was recorded for it, or another process took the work over.
 */
export type Standing =
  | { readonly kind: "newest" | "overtaken" }
  | { readonly kind: "moved"; readonly to: Sha };

/** Rejects when the work is to end for another reason. Asks the code host and the queue again: the head that a webhook named is never trusted to be the newest. */
export async function standingOf({ pull }: PullAtHand, ports: PullPorts): Promise<Standing> {
  const now = await ports.forge.readPull(pull.number);
  const isSame = now.isOpen && now.head.sha === pull.head.sha && now.base.ref === pull.base.ref;
  if (!isSame) return { kind: "moved", to: now.head.sha };
  ports.signal.throwIfAborted();
  return { kind: (await ports.isNewest()) ? "newest" : "overtaken" };
}
