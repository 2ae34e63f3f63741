import type { Finding, Verdict } from "../report.ts";

/**
 * The verdict: an unwaived error breaks, an unwaived warning is a risk; else a review that did not see everything is
 * incomplete, and only one that did is clean. Notes, waived findings and missing optional inputs do not count.
 * `isPartial`: a stage or a rule failed, or the SQL of a changed model could not be compared.
 */
export function concludeVerdict(findings: readonly Finding[], isPartial: boolean): Verdict {
  const open = findings.filter(({ waived }) => waived === null);
  if (open.some(({ severity }) => severity === "error")) return "breaking";
  if (open.some(({ severity }) => severity === "warning")) return "risky";
  return isPartial ? "incomplete" : "clean";
}
