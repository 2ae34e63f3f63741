import type { Project } from "../manifest/project.ts";
import type { Fidelity } from "../report.ts";
import { semanticNames } from "../semantic/names.ts";
import { namesWords, type LogNames } from "./places/log-names.ts";
import type { UsageLog } from "./usage-log.ts";

const INPUT = "query log";

/** What the query log, or its absence, keeps a review of a project from seeing. */
export function usageFidelity(log: UsageLog | null, project: Project): readonly Fidelity[] {
  const hasMetrics = semanticNames(project).metrics.length > 0;
  if (log === null) {
    const what = hasMetrics
      ? "an object outside the project or computes a metric"
      : "an object outside the project";
    return [
      {
        input: INPUT,
        state: "missing",
        effect: `No query log was given: who uses ${what} is not known.`,
        fix: "Build a snapshot with `headgate usage build` and give it with `--usage`.",
      },
    ];
  }
  const { header } = log;
  const share = Math.floor(header.parsedShare * 100);
  const read = `${share} % of the log could be read.`;
  const window =
    header.window === null ? " No window is stated: what it does not show may still be used." : "";
  const metrics = hasMetrics ? metricsWords(header.computedShare) : "";
  const isWhole = share >= 95 && header.window !== null && metrics === "";
  return [
    {
      input: INPUT,
      state: isWhole ? "used" : "partial",
      effect: `${read}${window}${metrics}`,
      fix: fixOf(header),
    },
    ...namesFidelity(header.names),
  ];
}

/** How names were read where they are not the manifest's own. */
function namesFidelity(names: LogNames): readonly Fidelity[] {
  const effect = namesWords(names);
  if (effect === null) return [];
  return [
    {
      input: "names in the query log",
      state: names.provesAbsence ? "used" : "partial",
      effect,
      fix: names.provesAbsence
        ? ""
        : "Build the snapshot with production's manifest, or state in `usage.environments` which schema stands for which.",
    },
  ];
}

/** Counts by relation say nothing of what was computed. */
function metricsWords(computedShare: number): string {
  if (computedShare === 0) return " It has no texts of queries: who computes a metric is not known.";
  const share = Math.floor(computedShare * 100);
  return share >= 95 ? "" : ` What the queries compute is known of ${share} %: metrics may be used more.`;
}

function fixOf({ window, computedShare }: UsageLog["header"]): string {
  if (window === null)
    return "State the window when the snapshot is built: `--window FROM..TO`, or a sidecar `<log>.meta.json`.";
  return computedShare === 0
    ? "For the use of metrics, build the snapshot from a log with the texts of queries."
    : "";
}
