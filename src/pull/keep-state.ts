import { pullName } from "../core/pull/pull.ts";
import { stateBlob } from "../core/pull/state-blob.ts";
import type { PullState } from "../core/pull/state.ts";
import { commentMarker } from "../render/comment.ts";
import { remembers } from "./keep-comment.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** Where a state comes from. */
interface Kept {
  readonly hand: PullAtHand;
  readonly before: PullState;
}

/** A line that holds a state. */
const BLOB = /^<!-- headgate:state .*$/mu;

/**
 * Where the comment is the only memory, puts a state that changed into it, whatever else it says; what a review published
 * is there already. Where there is no comment, one that says so is made, if there is anything to remember.
 */
export async function keepState(state: PullState, { hand, before }: Kept, ports: PullPorts): Promise<void> {
  if (ports.memory === "store" || JSON.stringify(state) === JSON.stringify(before)) return;
  const { number } = hand.pull;
  const marker = commentMarker(number);
  const comment = await ports.forge.findComment(number, marker);
  if (comment === null && !remembers(state)) return;
  const body =
    comment?.body ?? `${marker}\n\nHeadgate keeps in this comment what it was told on this pull request.\n`;
  const { text } = stateBlob(state, { scope: pullName(hand.key), signer: ports.signer });
  const lines = BLOB.test(body) ? body.replace(BLOB, () => text) : `${body.trimEnd()}\n\n${text}\n`;
  await ports.forge.ensureComment(number, { marker, body: lines });
}
