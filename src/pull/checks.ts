import type { Check } from "../ports.ts";
import type { PullAtHand } from "./pull-at-hand.ts";

/** What a check run says beside where it stands. */
type Said = Pick<Check, "conclusion" | "title" | "summary"> &
  Partial<Pick<Check, "text" | "annotations" | "actions">>;

/** The head that a check run is of, and how it is called. */
export type CheckedHead = Pick<PullAtHand, "pull" | "config">;

/** The check run of a head. */
export function checkOf({ pull, config }: CheckedHead, said: Said): Check {
  return {
    name: config.checks.name,
    headSha: pull.head.sha,
    pull: pull.number,
    text: "",
    annotations: [],
    actions: [],
    ...said,
  };
}

/** Work has begun. */
export function checkInProgress(hand: CheckedHead): Check {
  return checkOf(hand, {
    conclusion: null,
    title: "Reviewing",
    summary: "The change is being reviewed.",
  });
}

/** The head is no longer the newest, or the pull request was closed: what was found is not said any more. */
export function checkSuperseded(hand: CheckedHead): Check {
  return checkOf(hand, {
    conclusion: "cancelled",
    title: "Superseded",
    summary:
      "The pull request moved on while this head was being reviewed. The newest head has its own check.",
  });
}
