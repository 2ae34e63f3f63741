import type { Fidelity } from "../report.ts";
import { namesWords, type LogNames } from "./places/log-names.ts";
import type { UsageLog } from "./usage-log.ts";

const INPUT = "query log";

/** What the query log, or its absence, keeps a review from seeing. */
export function usageFidelity(log: UsageLog | null): readonly Fidelity[] {
  if (log === null) {
    return [
      {
        input: INPUT,
        state: "missing",
        effect: "No query log was given: who uses an object outside the project is not known.",
        fix: "Build a snapshot with `headgate usage build` and give it with `--usage`.",
      },
    ];
  }
  const { header } = log;
  const share = Math.floor(header.parsedShare * 100);
  const read = `${share} % of the log could be read.`;
  const window =
    header.window === null ? " No window is stated: what it does not show may still be used." : "";
  const isWhole = share >= 95 && header.window !== null;
  return [
    {
      input: INPUT,
      state: isWhole ? "used" : "partial",
      effect: `${read}${window}`,
      fix:
        header.window === null
          ? "State the window when the snapshot is built: `--window FROM..TO`, or a sidecar `<log>.meta.json`."
          : "",
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
