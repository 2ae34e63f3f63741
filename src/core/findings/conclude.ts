import type { Fidelity, Finding, Verdict } from "../report.ts";

/**
 * The verdict: an unwaived error breaks, an unwaived warning is a risk; else the review is incomplete when a stage or a
 * rule failed, and clean otherwise. Notes, waived findings and missing optional inputs do not count.
 */
export function concludeVerdict(findings: readonly Finding[], failures: readonly Fidelity[]): Verdict {
  const open = findings.filter(({ waived }) => waived === null);
  if (open.some(({ severity }) => severity === "error")) return "breaking";
  if (open.some(({ severity }) => severity === "warning")) return "risky";
  return failures.length > 0 ? "incomplete" : "clean";
}
