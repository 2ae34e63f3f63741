import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../core/config.ts";
import { logRules } from "../core/usage/log-rules.ts";
import type { Shell } from "./subcommand.ts";

/** What `--usage` was given. Names of logs are matched to the project of `manifest`. */
interface GivenUsage {
  readonly files: readonly string[];
  readonly manifest: string;
  readonly config: Config;
}

/** Snapshots, those of logs in a folder that `discard` deletes. */
interface UsageFiles {
  readonly files: readonly string[];
  readonly discard: () => Promise<void>;
}

/** The snapshots among what was given, and one of all the logs among it. Throws `UsageError` for a log that cannot be read. */
export async function usageFiles({ files, manifest, config }: GivenUsage, shell: Shell): Promise<UsageFiles> {
  const snapshots: string[] = [];
  const logs: string[] = [];
  for (const file of files) ((await shell.usage.isSnapshot(file)) ? snapshots : logs).push(file);
  if (logs.length === 0) return { files: snapshots, discard: () => Promise.resolve() };
  const { buildUsage } = await import("../build-usage.ts");
  const folder = await mkdtemp(join(tmpdir(), "headgate-snapshot-"));
  const discard = async () => await rm(folder, { recursive: true, force: true });
  try {
    const output = join(folder, "usage.parquet");
    const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(manifest));
    const request = {
      ...logRules(config),
      files: logs,
      now: shell.clock.now(),
      people: config.privacy,
      environments: config.usage.environments,
      window: null,
      side,
      output,
    };
    await shell.step("Reading query logs", () =>
      buildUsage(request, { usage: shell.usage, sql: shell.sqlForLogs }),
    );
    return { files: [...snapshots, output], discard };
  } catch (error) {
    await discard();
    throw error;
  }
}
