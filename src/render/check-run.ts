import type { Config } from "../core/config.ts";
import { numberAcross } from "../core/pull/across-projects.ts";
import { concludeCheck } from "../core/pull/conclude-check.ts";
import type { Problem, ProjectReview } from "../core/pull/project-review.ts";
import type { ChangedFile, Check, CheckAction } from "../ports.ts";
import { annotationsOf } from "./check-run/annotations.ts";
import { checkText } from "./check-run/text.ts";
import { configLines, noteLines, problemLine } from "./comment/notices.ts";
import { LIMITS, plainText } from "./escape.ts";
import { mustLookTable } from "./markdown/must-look.ts";
import { verdictLineOver } from "./verdict-over.ts";

/** Rows of the table in the summary: a check run has room for more than a comment. */
const MAX_ROWS = 20;
const MAX_NOTICES = 40;
const MAX_TITLE = 250;

/** Which check run is meant. */
export type CheckPlace = Pick<Check, "name" | "headSha" | "pull">;

/** What the check run of a finished review says. */
export interface CheckRunInput {
  readonly place: CheckPlace;
  /** Waivers applied, in the order of the configuration. */
  readonly reviews: readonly ProjectReview[];
  readonly config: Config;
  /** Why the configuration file could not be used; null when it could, or there is none. */
  readonly configProblem: Problem | null;
  readonly changedFiles: readonly ChangedFile[];
}

/** The buttons of a check run, by what the code host sends back when one is pressed. */
export const CHECK_ACTIONS = {
  rerun: { identifier: "rerun", label: "Re-run", description: "Review the newest head again" },
  draft: { identifier: "draft", label: "Draft again", description: "Let the model word the review again" },
} as const satisfies Readonly<Record<string, CheckAction>>;

/**
 * The check run of a finished review. Its conclusion is computed from findings alone; title, summary and text say what the
 * comment says, and annotations stand on changed lines only.
 */
export function renderCheckRun(input: CheckRunInput): Check {
  const { place, config, configProblem } = input;
  const reviews = numberAcross(input.reviews);
  const isConfigBroken = configProblem !== null;
  return {
    ...place,
    conclusion: concludeCheck({ reviews, block: config.block, isConfigBroken }),
    title: titleOf(verdictLineOver(reviews), isConfigBroken),
    summary: summaryOf(reviews, configProblem),
    text: checkText(reviews),
    annotations: config.checks.annotations ? annotationsOf(reviews, input.changedFiles) : [],
    actions: actionsOf(reviews),
  };
}

function titleOf(verdict: string, isConfigBroken: boolean): string {
  return plainText(isConfigBroken ? `Configuration not used: ${verdict}` : verdict, MAX_TITLE);
}

function summaryOf(reviews: readonly ProjectReview[], configProblem: Problem | null): string {
  const projects = new Map(
    reviews.flatMap(({ project, report }) =>
      (report?.findings ?? []).map(({ id }) => [id, project] as const),
    ),
  );
  const findings = reviews.flatMap(({ report }) => report?.findings ?? []);
  const problems = reviews.map((review) => problemLine(review, reviews.length === 1, LIMITS.prose));
  const notices = [
    ...(configProblem === null ? [] : configLines(configProblem)),
    ...problems.filter((line) => line !== ""),
    ...noteLines(reviews),
  ];
  const projectOf = reviews.length > 1 ? ({ id }: { id: string }) => projects.get(id) ?? "" : undefined;
  const parts = [
    `**${verdictLineOver(reviews)}**`,
    notices.slice(0, MAX_NOTICES).join("\n"),
    mustLookTable(findings, MAX_ROWS, projectOf),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** "Draft again" only where a model words reviews or was meant to. */
function actionsOf(reviews: readonly ProjectReview[]): readonly CheckAction[] {
  const isDrafted = reviews.some(
    ({ report }) => report !== null && (report.draft.origin === "model" || report.draft.reason !== undefined),
  );
  return isDrafted ? [CHECK_ACTIONS.rerun, CHECK_ACTIONS.draft] : [CHECK_ACTIONS.rerun];
}
