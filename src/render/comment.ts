import { numberAcross } from "../core/pull/across-projects.ts";
import { verdictOver } from "../core/pull/conclude-check.ts";
import type { Delta, Problem, ProjectReview } from "../core/pull/project-review.ts";
import type { StateBlob } from "../core/pull/state-blob.ts";
import type { Finding, Report } from "../core/report.ts";
import { commandsLine } from "./comment/commands-line.ts";
import { configLine, deltaLine, noteLines, problemLine, visibleNotices, within } from "./comment/notices.ts";
import { projectBlocks } from "./comment/projects.ts";
import { reportSections, reportTop } from "./markdown.ts";
import { findingSections } from "./markdown/findings.ts";
import { renderFoot } from "./markdown/foot.ts";
import { mustLookTable } from "./markdown/must-look.ts";
import { blocksOf, markerLine, renderPage, type Blocks, type Top } from "./markdown/page.ts";
import { countOf } from "./names.ts";
import { verdictLineOver } from "./verdict-over.ts";

/** What the comment of a pull request says. */
export interface CommentInput {
  /** The number of the pull request. */
  readonly pull: number;
  /** Waivers applied, in the order of the configuration. */
  readonly reviews: readonly ProjectReview[];
  readonly delta: Delta | null;
  /** Why the configuration file could not be used; null when it could, or there is none. */
  readonly configProblem: Problem | null;
  /** What a slash command begins with. */
  readonly prefix: string;
  /** What is remembered of the pull request, hidden in the last line; null to leave it out. */
  readonly blob: StateBlob | null;
}

/** The marker by which the comment of a pull request is found again: its first line. */
export function commentMarker(pull: number): string {
  return markerLine(pull);
}

/**
 * The one comment of a pull request. For one project it is the review's Markdown, with what changed since the last review
 * and the commands; for several, one block each under a common verdict. When nothing is left to look at it is turned to
 * "all clear", and when there is no review to "could not be reviewed".
 */
export function renderComment(input: CommentInput): string {
  const reviews = numberAcross(input.reviews);
  const reports = reviews.flatMap(({ report }) => report ?? []);
  const [only] = reports;
  const lone = reviews.length === 1 && only !== undefined ? only : null;
  return renderPage({
    marker: commentMarker(input.pull),
    top: topOf(reviews, lone, input),
    blocks: lone === null ? blocksOver(reviews) : blocksOf(sectionsOf(lone)),
    foot: footOf(reports, lone, input.prefix),
    hidden: input.blob?.text ?? "",
  });
}

function topOf(reviews: readonly ProjectReview[], lone: Report | null, input: CommentInput): Top {
  const top = lone === null ? topOver(reviews) : reportTop(lone);
  const isClear = verdictOver(reviews) === "clean";
  const delta = input.delta === null ? "" : deltaLine(counted(input.delta, reviews));
  const notices = [
    ...(delta === "" ? [] : [delta]),
    ...(input.configProblem === null ? [] : [configLine(input.configProblem)]),
    ...within(
      reviews.map((review) => problemLine(review, reviews.length === 1)).filter((line) => line !== ""),
    ),
    ...noteLines(reviews),
    ...lostLine(input.blob),
    ...top.notices,
  ];
  return {
    ...top,
    title: isClear ? `All clear. ${top.title}` : top.title,
    notices: visibleNotices(notices),
  };
}

/** What was not looked at this time is not fixed. */
function counted(delta: Delta, reviews: readonly ProjectReview[]): Delta {
  const sawAll = reviews.every(
    ({ report }) => report !== null && report.fidelity.every(({ state }) => state !== "unreadable"),
  );
  return sawAll ? delta : { ...delta, fixed: 0 };
}

/** A waiver that is no longer remembered must not vanish without a word. */
function lostLine(blob: StateBlob | null): readonly string[] {
  const lost = blob?.dropped.waivers ?? 0;
  return lost === 0 ? [] : [`- ${countOf(lost, "waiver")} found no room in what this comment remembers.`];
}

function topOver(reviews: readonly ProjectReview[]): Top {
  const projects = new Map(
    reviews.flatMap(({ project, report }) =>
      (report?.findings ?? []).map(({ id }) => [id, project] as const),
    ),
  );
  const findings = reviews.flatMap(({ report }) => report?.findings ?? []);
  const projectOf = ({ id }: Finding) => projects.get(id) ?? "";
  return {
    title: verdictLineOver(reviews),
    notices: [],
    lead: "",
    table: (rows) => mustLookTable([...findings].sort(bySeverity), rows, projectOf),
  };
}

const SEVERITIES: readonly Finding["severity"][] = ["error", "warning", "note"];

function bySeverity(left: Finding, right: Finding): number {
  return SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
}

/** A lone project without a report has said all in its notice. */
function blocksOver(reviews: readonly ProjectReview[]): Blocks {
  return reviews.length === 1 ? blocksOf([]) : projectBlocks(reviews);
}

/** All clear: notes and waivers stay, the rest is in the check run. */
function sectionsOf(report: Report) {
  return report.verdict === "clean" ? findingSections(report) : reportSections(report);
}

function footOf(reports: readonly Report[], lone: Report | null, prefix: string): string {
  const commands = commandsLine(
    prefix,
    reports.flatMap(({ findings }) => findings),
  );
  return lone === null ? commands : `${commands}\n\n${renderFoot(lone)}`;
}
