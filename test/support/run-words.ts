import { noUsage } from "./no-usage.ts";
import { noSql } from "./no-sql.ts";
import type { Hosting } from "../../src/cli/hosting.ts";
import { runCommandLine } from "../../src/cli/program.ts";
import type { ArtifactSource } from "../../src/ports.ts";
import type { Ran } from "./run-cli.ts";

/**
 * Runs the command line in this process, which is much faster than the built command.
 * Without `artifacts`, for whatever is decided before an artifact is read; without `hosting`, before the code host is asked.
 */
export async function runWords(
  words: readonly string[],
  artifacts: ArtifactSource = nothing,
  hosting: Hosting = nowhere,
): Promise<Ran> {
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
    sql: noSql,
    usage: noUsage,
    keptIn: () => ({ artifacts, sql: noSql }),
    sqlForLogs: noSql,
    hosting,
    serve: () => Promise.reject(new Error("no server in this process")),
    progress: () => "",
    clock: { now: () => 0 },
    version: "1.2.3",
  });
  return { code, stdout, stderr };
}

const nowhere: Hosting = {
  openRepository: () => Promise.reject(new Error("the code host is not to be asked")),
  artifactFinder: () => Promise.reject(new Error("the code host is not to be asked")),
  readEvent: () => Promise.reject(new Error("no event is to be read")),
};

const nothing: ArtifactSource = {
  readSide: (path) => Promise.reject(new Error(`nothing is to be read, but ${path} was`)),
};
