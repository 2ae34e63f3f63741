import { keptFolder } from "./cli/kept-folder.ts";
import { barOf } from "./cli/progress-bar.ts";
import { readingProgress } from "./cli/reading-progress.ts";
import { runCommandLine } from "./cli/program.ts";
import { terminalOf } from "./cli/terminal.ts";
import { ownVersion } from "./cli/version.ts";
import { fromPath } from "./edges/artifacts/from-path.ts";
import type { WorkerReader } from "./edges/artifacts/worker-reader.ts";
import { usageSource } from "./edges/usage/usage-source.ts";
import { sqlEngine } from "./edges/sql/sql-engine.ts";
import type { Hosting } from "./cli/hosting.ts";
import type { Readers } from "./cli/subcommand.ts";
import type { Warehouses } from "./cli/warehouses.ts";
import type { Models } from "./draft/models.ts";
import type { Log } from "./ports.ts";
import { readEndpoint } from "./server/model-endpoint.ts";
import { cacheFolder } from "./server/operator.ts";

const progress = readingProgress();
const usage = usageSource();

// What reaches GitHub is loaded when a command needs it: most commands do not.
const hosting: Hosting = {
  openRepository: async (access) => (await import("./hosting.ts")).hosting.openRepository(access),
  artifactFinder: async (access) => (await import("./hosting.ts")).hosting.artifactFinder(access),
  readEvent: async (name, payload) => (await import("./hosting.ts")).hosting.readEvent(name, payload),
};

/** What models say of themselves is for operators of a server, not for whoever waits for a review. */
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A run asks for little: what it costs is counted as long as it lasts. */
async function models(cache: string | null = cacheFolder(process.env)): Promise<Models | null> {
  if (readEndpoint(process.env) === null) return null;
  const { openModels, memoryLedger } = await import("./models.ts");
  const folder = keptFolder(cache, "answers");
  return openModels(process.env, { ledger: memoryLedger(), folder, log: silent });
}

const warehouses: Warehouses = {
  open: async (name, region) => {
    const { openWarehouse, systemAccess } = await import("./edges/warehouse/open-warehouse.ts");
    return openWarehouse(name, systemAccess(process.env, region));
  },
  keepRecords: async (name, pages) =>
    (await import("./edges/warehouse/keep-records.ts")).keepRecords(name, pages),
};

async function serve(): Promise<void> {
  const { runServer } = await import("./server/run-server.ts");
  const { serverParts } = await import("./server/parts.ts");
  await runServer(process, serverParts);
}

/** Runs the command line with these words, and reads artifacts with this reader. Sets the exit code of the process. */
export async function startCli(words: readonly string[], reader: WorkerReader): Promise<void> {
  /** Costs nothing before there is something to read. */
  const keptIn = (cache: string | null): Readers => ({
    artifacts: fromPath({ reader, onProgress: progress.note, folder: keptFolder(cache, "manifests") }),
    sql: sqlEngine({ folder: keptFolder(cache, "sql") }),
  });
  // The exit code is set, not called: what is still on its way to a pipe gets there.
  process.exitCode = await runCommandLine(words, {
    terminal: terminalOf(process),
    ...keptIn(cacheFolder(process.env)),
    keptIn,
    sqlForLogs: sqlEngine({ threads: 1, memory: 100, kept: 0 }),
    progress: () => barOf(usage.progress()) || progress.text(),
    usage,
    hosting,
    warehouses,
    models,
    probeModels: async () => (await import("./models.ts")).probeModels(process.env),
    serve,
    clock: { now: Date.now },
    version: ownVersion(),
  });
}
