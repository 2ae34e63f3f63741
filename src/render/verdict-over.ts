import { verdictOf, verdictOver } from "../core/pull/conclude-check.ts";
import type { ProjectReview } from "../core/pull/project-review.ts";
import type { Verdict } from "../core/report.ts";
import { countOf } from "./names.ts";
import { findingCounts, joinWithin, verdictLine } from "./verdict-line.ts";

/**
 * The first line of a pull request's review, plain text of counts alone, at most 160 characters. With one project it is
 * that project's verdict line; with several it says in how many of them: `2 breaking, 1 note: 1 of 3 projects breaking`.
 */
export function verdictLineOver(reviews: readonly ProjectReview[]): string {
  const [only] = reviews;
  if (only === undefined) return "Could not be reviewed: no dbt project was found";
  if (reviews.length === 1) return only.report === null ? "Could not be reviewed" : verdictLine(only.report);
  const findings = reviews.flatMap(({ report }) => report?.findings ?? []);
  return joinWithin([...leadOf(verdictOver(reviews)), ...findingCounts(findings)], [projectCounts(reviews)]);
}

function leadOf(verdict: Verdict): readonly string[] {
  if (verdict === "incomplete")
    return ["Incomplete review, nothing breaking or risky in what could be compared"];
  return verdict === "clean" ? ["Nothing breaking or risky"] : [];
}

/** `1 of 3 projects breaking, 1 could not be reviewed`. */
function projectCounts(reviews: readonly ProjectReview[]): string {
  const of = `of ${countOf(reviews.length, "project")}`;
  const failed = reviews.filter(({ report }) => report === null).length;
  const reviewed = reviews.filter(({ report }) => report !== null);
  const counts = (["breaking", "risky"] as const)
    .map((verdict) => [verdict, reviewed.filter((review) => verdictOf(review) === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`);
  const words = [...counts, ...(failed === 0 ? [] : [`${failed} could not be reviewed`])];
  if (words.length === 0) return countOf(reviews.length, "project");
  const [first = "", ...rest] = words;
  return [first.replace(" ", ` ${of} `), ...rest].join(", ");
}
