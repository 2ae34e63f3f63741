import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/**
 * Whether what was worked out for a head may still be written. `moved`: the pull request has another head or base branch,
 * or is closed. `overtaken`: something new was recorded for it, or another process took the work over.
 */
export type Standing = "newest" | "moved" | "overtaken";

/** Rejects when the work is to end for another reason. Asks the code host and the queue again: the head that a webhook named is never trusted to be the newest. */
export async function standingOf({ pull }: PullAtHand, ports: PullPorts): Promise<Standing> {
  const now = await ports.forge.readPull(pull.number);
  const isSame = now.isOpen && now.head.sha === pull.head.sha && now.base.ref === pull.base.ref;
  if (!isSame) return "moved";
  ports.signal.throwIfAborted();
  return (await ports.isNewest()) ? "newest" : "overtaken";
}
