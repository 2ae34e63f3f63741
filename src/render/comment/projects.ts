import type { ProjectReview } from "../../core/pull/project-review.ts";
import { verdictOf } from "../../core/pull/conclude-check.ts";
import type { Report } from "../../core/report.ts";
import { codeSpan, escapeSummary, plainText } from "../escape.ts";
import { reportSections, reportTop } from "../markdown.ts";
import { renderFoot } from "../markdown/foot.ts";
import type { Blocks } from "../markdown/page.ts";
import { countOf } from "../names.ts";
import { budgetAfter, fitSections, type Size } from "../truncate.ts";
import { severityCounts, verdictLine, verdictWord } from "../verdict-line.ts";
import { problemLine } from "./notices.ts";

/** Projects with a block of their own; the others have a line each in the last block. */
const MAX_PROJECTS = 8;
const MAX_LINES = 100;

/** One block for each project, what is gravest first, each with the blocks of its own report inside. */
export function projectBlocks(reviews: readonly ProjectReview[]): Blocks {
  const ordered = [...reviews].sort((left, right) => gravity(left) - gravity(right));
  const shown = ordered.slice(0, MAX_PROJECTS);
  const others = ordered.slice(MAX_PROJECTS);
  const summaries = shown.map(summaryOf);
  if (others.length > 0) summaries.push(countOf(others.length, "more project"));
  return { summaries, fit: (budget) => fitProjects(shown, others, budget) };
}

/** What each project does not need of its share goes to those below it. */
function fitProjects(
  shown: readonly ProjectReview[],
  others: readonly ProjectReview[],
  budget: Size,
): readonly string[] {
  const rest = others.length === 0 ? [] : [othersBlock(others)];
  let left = budgetAfter(rest.join("\n\n"), budget);
  const blocks: string[] = [];
  for (const [index, review] of shown.entries()) {
    const share = shown.length - index;
    const room = {
      characters: Math.floor(left.characters / share),
      bytes: Math.floor(left.bytes / share),
    };
    const block = projectBlock(review, room);
    left = budgetAfter(block, left);
    blocks.push(block);
  }
  return [...blocks, ...rest];
}

function projectBlock(review: ProjectReview, room: Size): string {
  const open = `<details><summary>${summaryOf(review)}</summary>`;
  const { report } = review;
  if (report === null) return [open, problemLine(review, true), "</details>"].join("\n\n");
  const { title, notices, lead } = reportTop(report);
  const frame = [open, `**${title}**`, ...notices, lead, renderFoot(report), "</details>"].filter(
    (part) => part !== "",
  );
  const sections = reportSections(report);
  const left = budgetAfter(`${frame.join("\n\n")}${"\n\n".repeat(sections.length)}`, room);
  return [...frame.slice(0, -2), ...fitSections(sections, left), ...frame.slice(-2)].join("\n\n");
}

function othersBlock(others: readonly ProjectReview[]): string {
  const lines = others.slice(0, MAX_LINES).map((review) => {
    const line = review.report === null ? "could not be reviewed" : verdictLine(review.report);
    return `- ${codeSpan(review.project)}: ${line}`;
  });
  const more = others.length - lines.length;
  if (more > 0) lines.push(`- and ${countOf(more, "more project")}`);
  const summary = countOf(others.length, "more project");
  return [`<details><summary>${summary}</summary>`, lines.join("\n"), "</details>"].join("\n\n");
}

function summaryOf({ project, report }: ProjectReview): string {
  const name = escapeSummary(plainText(project, 60));
  return `${name}: ${report === null ? "could not be reviewed" : outcomeOf(report)}`;
}

function outcomeOf(report: Report): string {
  const counts = severityCounts(report.findings);
  return counts === "" ? verdictWord(report).toLowerCase() : counts;
}

/** Errors first; a project that could not be reviewed stands above one that is merely risky. */
function gravity(review: ProjectReview): number {
  if (review.report === null) return 1;
  return { breaking: 0, risky: 2, incomplete: 3, clean: 4 }[verdictOf(review)];
}
