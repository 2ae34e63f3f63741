import type { Command } from "commander";
import type { Report, Severity } from "../core/report.ts";
import { EXIT } from "../errors.ts";
import { formats, type Format } from "../render/formats.ts";
import { choice } from "./choice.ts";
import type { Terminal } from "./terminal.ts";
import { writeResult } from "./write-output.ts";

/** Adds `--format` and `--output` to a command that ends in a report. */
export function takesFormat(command: Command): Command {
  return command
    .option(
      "--format <format>",
      `${formats.join(", ")} (default: text on a terminal, else markdown)`,
      choice("--format", formats),
    )
    .option("--output <file>", "write the review to a file instead of stdout");
}

/** Writes a report where it is wanted: by default as text on a terminal, else as Markdown. */
export async function writeReport(
  report: Report,
  wanted: { readonly format?: Format; readonly output?: string },
  terminal: Terminal,
): Promise<void> {
  const toTerminal = wanted.output === undefined && terminal.isTerminal;
  const format = wanted.format ?? (toTerminal ? "text" : "markdown");
  const { renderers } = await import("../render/index.ts");
  const look = { color: terminal.color && wanted.output === undefined, width: terminal.width };
  await writeResult(renderers[format](report, look), wanted.output, terminal);
}

/** What ends a review with exit code 1. */
export const failLevels = ["error", "warning", "never"] as const;
export type FailLevel = (typeof failLevels)[number];

const failing: Readonly<Record<FailLevel, readonly Severity[]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  never: [],
};

/** 1 when an unwaived finding is at or above the level, else 0. */
export function exitCodeOf(report: Report, failOn: FailLevel): number {
  const hit = report.findings.some(
    ({ severity, waived }) => waived === null && failing[failOn].includes(severity),
  );
  return hit ? EXIT.findings : EXIT.done;
}
