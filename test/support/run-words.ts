import { runCommandLine } from "../../src/cli/program.ts";
import type { Ran } from "./run-cli.ts";

/** Runs the command line in this process, for whatever is decided before an artifact is read. */
export async function runWords(words: readonly string[]): Promise<Ran> {
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
    artifacts: { readSide: (path) => Promise.reject(new Error(`nothing is to be read, but ${path} was`)) },
    progress: () => "",
    clock: { now: () => 0 },
    version: "1.2.3",
  });
  return { code, stdout, stderr };
}
