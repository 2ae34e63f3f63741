import type { Config } from "../core/config.ts";
import { verdictOver } from "../core/pull/conclude-check.ts";
import type { PullState } from "../core/pull/state.ts";
import { commentMarker, renderComment, type CommentInput } from "../render/comment.ts";
import type { PullPorts } from "./pull-ports.ts";

/** A comment to be shown, and why it may be. */
interface Shown {
  readonly mode: Config["comment"]["mode"];
  readonly page: CommentInput;
  readonly state: PullState;
  readonly isAsked: boolean;
}

/**
 * The one comment: made where there is something to look at or somebody asks, else only turned to what holds now where it
 * stands already (contract). The forge leaves it alone when nothing in it changed.
 */
export async function keepComment(shown: Shown, { forge, memory }: PullPorts): Promise<void> {
  if (shown.mode === "off") return;
  const { pull } = shown.page;
  const marker = commentMarker(pull);
  const mustKeep = memory === "comment" && remembers(shown.state);
  const isWanted = shown.isAsked || mustKeep || isWorthIt(shown.page);
  if (isWanted || (await forge.findComment(pull, marker)) !== null) {
    await forge.ensureComment(pull, { marker, body: renderComment(shown.page) });
  }
}

function isWorthIt({ reviews }: CommentInput): boolean {
  return ["breaking", "risky"].includes(verdictOver(reviews));
}

/** Whether there is anything beside the last review that must not be forgotten. */
export function remembers(state: PullState): boolean {
  return (
    state.isPaused || [state.waivers, state.feedback, state.allowedHeads].some(({ length }) => length > 0)
  );
}
