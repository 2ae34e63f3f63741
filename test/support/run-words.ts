import { runCommandLine } from "../../src/cli/program.ts";
import type { ArtifactSource } from "../../src/ports.ts";
import type { Ran } from "./run-cli.ts";

/**
 * Runs the command line in this process, which is much faster than the built command.
 * Without `artifacts`, for whatever is decided before an artifact is read.
 */
export async function runWords(words: readonly string[], artifacts: ArtifactSource = nothing): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const code = await runCommandLine(words, {
    terminal: {
      isTerminal: false,
      color: false,
      width: 80,
      showsProgress: false,
      print: async (text) => void (stdout += text),
      say: (text) => void (stderr += text),
    },
    artifacts,
    sql: { read: () => Promise.reject(new Error("no SQL is to be read")), close: () => Promise.resolve() },
    progress: () => "",
    clock: { now: () => 0 },
    version: "1.2.3",
  });
  return { code, stdout, stderr };
}

const nothing: ArtifactSource = {
  readSide: (path) => Promise.reject(new Error(`nothing is to be read, but ${path} was`)),
};
