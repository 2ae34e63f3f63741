#!/usr/bin/env node
import { runCommandLine } from "./cli/program.ts";
import { terminalOf } from "./cli/terminal.ts";
import { ownVersion } from "./cli/version.ts";
import { readSide } from "./edges/artifacts/from-path.ts";

// The exit code is set, not called: what is still on its way to a pipe gets there.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: terminalOf(process),
  artifacts: { readSide },
  clock: { now: Date.now },
  version: ownVersion(),
});
