import type { Problem } from "../core/pull/project-review.ts";
import type { Sha } from "../core/pull/pull.ts";
import type { Check } from "../ports.ts";
import { CHECK_ACTIONS, type CheckPlace } from "./check-run.ts";
import { codeSpan, plainText } from "./escape.ts";
import { markdownSentence } from "./sentence.ts";

/** The check run while the review is made. */
export function checkInProgress(place: CheckPlace): Check {
  return page(place, null, { title: "Reviewing", summary: "The review of this head is being made." });
}

/** The review failed: why, and what to do. Never green. */
export function checkFailed(place: CheckPlace, problem: Problem): Check {
  const sentences = [problem.what, problem.why, problem.todo].map((text) => markdownSentence(text));
  const summary = sentences.filter((text) => text !== "").join("\n\n");
  return page(place, "neutral", { title: plainText(`Could not be reviewed: ${problem.what}`, 160), summary });
}

/** A newer head came while this one was reviewed; the same head: it was closed, or got another base branch. */
export function checkSuperseded(place: CheckPlace, newHead: Sha): Check {
  if (newHead === place.headSha) {
    return page(place, "cancelled", {
      title: "Superseded",
      summary:
        "This head was not reviewed to the end: the pull request was closed, or goes into another branch now.",
    });
  }
  return page(place, "cancelled", {
    title: "Superseded by a newer head",
    summary: `This head was not reviewed to the end: ${codeSpan(newHead.slice(0, 8))} came after it.`,
  });
}

/** Drafts are not reviewed here. `prefix`: what a slash command begins with. */
export function checkSkippedDraft(place: CheckPlace, prefix: string): Check {
  return page(place, "neutral", {
    title: "Not reviewed: the pull request is a draft",
    summary: `By \`comment.drafts\` of the configuration, drafts are not reviewed. Mark it ready for review, or comment ${codeSpan(`${prefix} review`)}.`,
  });
}

/** Automatic reviews are off on this pull request. */
export function checkPaused(place: CheckPlace, prefix: string): Check {
  return page(place, "neutral", {
    title: "Not reviewed: reviews are paused",
    summary: `Somebody paused the reviews of this pull request. ${codeSpan(`${prefix} resume`)} turns them on again.`,
  });
}

/** Work on this head was begun several times and never ended. */
export function checkGivenUp(place: CheckPlace, attempts: number): Check {
  return page(place, "neutral", {
    title: "Could not be reviewed: given up",
    summary: `The review was begun ${attempts} times and did not end. The operator finds the reason in the server's log; pressing ${CHECK_ACTIONS.rerun.label} begins again.`,
  });
}

interface Words {
  readonly title: string;
  readonly summary: string;
}

/** Buttons are for what has ended. */
function page(place: CheckPlace, conclusion: Check["conclusion"], words: Words): Check {
  const actions = conclusion === null || conclusion === "cancelled" ? [] : [CHECK_ACTIONS.rerun];
  return { ...place, conclusion, ...words, text: "", annotations: [], actions };
}
