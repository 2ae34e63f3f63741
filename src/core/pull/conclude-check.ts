import type { Config } from "../config.ts";
import type { Finding, Verdict } from "../report.ts";
import type { ProjectReview } from "./project-review.ts";

/** What the check run of a finished review comes to. */
export type Conclusion = "success" | "neutral" | "failure";

/** What a check is concluded from. */
export interface CheckInput {
  /** Waivers applied. */
  readonly reviews: readonly ProjectReview[];
  readonly block: Config["block"];
  /** The configuration file could not be used, so defaults hold: said, and never green. */
  readonly isConfigBroken: boolean;
}

/**
 * Contract: failure only for unwaived proven errors that `block` covers; success only when every project was reviewed and
 * is clean; neutral for everything between, what failed or was not reviewed included.
 */
export function concludeCheck({ reviews, block, isConfigBroken }: CheckInput): Conclusion {
  const findings = reviews.flatMap(({ report }) => report?.findings ?? []);
  if (findings.some((finding) => mayBlock(finding, block))) return "failure";
  return verdictOver(reviews) === "clean" && !isConfigBroken ? "success" : "neutral";
}

function mayBlock({ waived, severity, certainty, rule }: Finding, block: Config["block"]): boolean {
  if (waived !== null || severity !== "error" || certainty !== "proven") return false;
  if (block === "never") return false;
  return block === "proven-errors" || block.includes(rule);
}

/** From the gravest down. */
const VERDICTS: readonly Verdict[] = ["breaking", "risky", "incomplete", "clean"];

/** The gravest verdict of all projects; one that could not be reviewed is incomplete, and so is a review of nothing. */
export function verdictOver(reviews: readonly ProjectReview[]): Verdict {
  const verdicts = new Set(reviews.map(verdictOf));
  return VERDICTS.find((verdict) => verdicts.has(verdict)) ?? "incomplete";
}

/** The verdict of one project. */
export function verdictOf({ report }: ProjectReview): Verdict {
  return report?.verdict ?? "incomplete";
}
