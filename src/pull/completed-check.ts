import type { Check } from "../ports.ts";
import { renderCheckRun, type CheckPlace } from "../render/check-run.ts";
import type { CommentInput } from "../render/comment.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** The head that a check run is of, and the configuration that says how it is called. */
export type CheckedHead = Pick<PullAtHand, "pull" | "config">;

/** Which check run is that of a head. */
export function placeOf({ pull, config }: CheckedHead): CheckPlace {
  return { name: config.checks.name, headSha: pull.head.sha, pull: pull.number };
}

/** The check run of a review that came to an end. The diff is asked for only where there is something to mark in it. */
export async function completedCheck(
  head: CheckedHead,
  { reviews, configProblem }: CommentInput,
  { forge }: Pick<PullPorts, "forge">,
): Promise<Check> {
  const { config, pull } = head;
  const isMarked =
    config.checks.annotations && reviews.some(({ report }) => report !== null && report.findings.length > 0);
  const changedFiles = isMarked ? await forge.changedFiles(pull.number) : [];
  return renderCheckRun({ place: placeOf(head), reviews, config, configProblem, changedFiles });
}
