import type { ProjectReview } from "../../core/pull/project-review.ts";
import { projectBlocks } from "../comment/projects.ts";
import { reportSections } from "../markdown.ts";
import { renderFoot } from "../markdown/foot.ts";
import { blocksOf } from "../markdown/page.ts";
import { budgetAfter } from "../truncate.ts";

/** The blocks of the review, within GitHub's limit for the text of a check run, which is that of a comment. */
export function checkText(reviews: readonly ProjectReview[]): string {
  const [only] = reviews;
  const lone = reviews.length === 1 ? (only?.report ?? null) : null;
  if (lone === null)
    return reviews.length < 2 ? "" : projectBlocks(reviews).fit(budgetAfter("")).join("\n\n");
  const foot = renderFoot(lone);
  const blocks = blocksOf(reportSections(lone));
  return [...blocks.fit(budgetAfter(`${foot}${"\n\n".repeat(blocks.summaries.length)}`)), foot].join("\n\n");
}
