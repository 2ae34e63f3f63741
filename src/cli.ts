#!/usr/bin/env node
import { readingProgress } from "./cli/reading-progress.ts";
import { runCommandLine } from "./cli/program.ts";
import { terminalOf } from "./cli/terminal.ts";
import { ownVersion } from "./cli/version.ts";
import { noHosting } from "./cli/not-built.ts";
import { fromPath } from "./edges/artifacts/from-path.ts";

const progress = readingProgress();

// The exit code is set, not called: what is still on its way to a pipe gets there.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: terminalOf(process),
  artifacts: fromPath({ onProgress: progress.note }),
  progress: progress.text,
  hosting: noHosting,
  clock: { now: Date.now },
  version: ownVersion(),
});
