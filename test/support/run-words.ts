import { noUsage } from "./no-usage.ts";
import { noSql } from "./no-sql.ts";
import type { Hosting } from "../../src/cli/hosting.ts";
import { runCommandLine, type Wiring } from "../../src/cli/program.ts";
import { keepRecords } from "../../src/edges/warehouse/keep-records.ts";
import type { Shell } from "../../src/cli/subcommand.ts";
import type { ArtifactSource } from "../../src/ports.ts";
import type { Ran } from "./run-cli.ts";

/** What a command may reach beside artifacts. */
export type Outside = Partial<Pick<Shell, "hosting" | "sql" | "probeModels" | "models">>;

/**
 * Runs the command line in this process, which is much faster than the built command.
 * Without `artifacts`, for whatever is decided before an artifact is read; without `hosting`, before the code host
 * is asked; without `sql`, before SQL is read.
 */
export async function runWords(
  words: readonly string[],
  artifacts: ArtifactSource = nothing,
  { hosting = nowhere, sql = noSql, probeModels = noModels, models = noEndpoint }: Outside = {},
): Promise<Ran> {
  return runWith(words, { artifacts, hosting, sql, probeModels, models });
}

/** The same with other parts wired in. */
export async function runWith(words: readonly string[], parts: Partial<Wiring>): Promise<Ran> {
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
    artifacts: nothing,
    sql: noSql,
    keptIn: () => ({ artifacts: parts.artifacts ?? nothing, sql: parts.sql ?? noSql }),
    usage: noUsage,
    sqlForLogs: noSql,
    hosting: nowhere,
    warehouses: {
      open: () => Promise.reject(new Error("no warehouse is to be asked")),
      keepRecords,
    },
    models: noEndpoint,
    probeModels: noModels,
    serve: () => Promise.reject(new Error("no server in this process")),
    progress: () => "",
    clock: { now: () => 0 },
    version: "1.2.3",
    ...parts,
  });
  return { code, stdout, stderr };
}

const noEndpoint: Shell["models"] = () => Promise.resolve(null);

const noModels: Shell["probeModels"] = () => Promise.resolve([]);

const nowhere: Hosting = {
  openRepository: () => Promise.reject(new Error("the code host is not to be asked")),
  artifactFinder: () => Promise.reject(new Error("the code host is not to be asked")),
  readEvent: () => Promise.reject(new Error("no event is to be read")),
};

const nothing: ArtifactSource = {
  readSide: (path) => Promise.reject(new Error(`nothing is to be read, but ${path} was`)),
};
