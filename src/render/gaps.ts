import type { Fidelity, Report } from "../core/report.ts";

/**
 * What the review could not see, or saw less well, in the order of the report.
 * The same gap on both sides is one: `base and head catalog`.
 */
export function gapsOf(report: Report): readonly Fidelity[] {
  const gaps = new Map<string, Fidelity>();
  for (const line of report.fidelity) {
    if (line.state === "used") continue;
    const subject = line.input.replace(/^(?:base|head) /u, "");
    const key = JSON.stringify([line.state, line.effect, line.fix, subject]);
    gaps.set(key, gaps.has(key) ? { ...line, input: `base and head ${subject}` } : line);
  }
  return [...gaps.values()];
}
