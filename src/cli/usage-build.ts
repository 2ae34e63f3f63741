import { Command } from "commander";
import { buildUsage } from "../build-usage.ts";
import { logRules } from "../core/usage/log-rules.ts";
import type { UsageWindow } from "../core/usage/snapshot.ts";
import { windowOf } from "../core/usage/window.ts";
import { UsageError } from "../errors.ts";
import { renderBuiltUsage } from "../render/usage-built.ts";
import { configFrom } from "./config-option.ts";
import { needed } from "./needed.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import { checkWritable } from "./writable.ts";

interface Options {
  readonly log?: readonly string[];
  readonly manifest?: string;
  readonly output?: string;
  readonly config?: string;
  readonly window?: UsageWindow;
}

const READ = `
Reads NDJSON, JSON, CSV and Parquet, packed with gzip or zstd, as files or globs. Columns are known by their names: those of
Snowflake, BigQuery, Databricks, Redshift, Athena, Trino, PostgreSQL (its csvlog too), DataHub, OpenMetadata and Headgate.
What a log covers is stated with --window, or by a file beside it: orders.ndjson.meta.json holding
{"window_start": "2026-08-01", "window_end": "2026-11-01"}. Without that, nothing is ever called unused.
`;

/** `headgate usage build --log FILE… --manifest PATH --output FILE`. */
export const usageBuildCommand: Subcommand = {
  define: (shell) =>
    new Command("build")
      .description("turn query logs into the small snapshot that a review reads")
      .option("--log <file...>", "query logs, or globs of them (needed)")
      .option("--manifest <path>", "the manifest of production, or a folder that holds it (needed)")
      .option("--output <file>", "the snapshot to write (needed)")
      .option("--window <from..to>", "what the logs cover, such as 2026-08-01..2026-11-01", windowIn)
      .option("--config <file>", "configuration: users to ignore, tools of your own, privacy")
      .addHelpText("after", READ)
      .addHelpText(
        "after",
        examples(
          "headgate usage build --log queries.ndjson.gz --manifest target --output usage.parquet",
          "headgate usage build --log 'logs/*.parquet' --manifest target --output usage.parquet --window 2026-08-01..2026-11-01",
        ),
      )
      .action((options: Options) => run(options, shell)),
};

async function run({ log = [], manifest, output, config, window }: Options, shell: Shell): Promise<void> {
  needed(log[0], "--log FILE");
  const [from, to] = [needed(manifest, "--manifest PATH"), needed(output, "--output FILE")];
  await checkWritable(to);
  const settings = await configFrom(config);
  const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(from));
  const request = {
    ...logRules(settings),
    files: log,
    now: shell.clock.now(),
    people: settings.privacy,
    environments: settings.usage.environments,
    window: window ?? null,
    side,
    output: to,
  };
  const built = await shell.step("Reading query logs", () =>
    buildUsage(request, { usage: shell.usage, sql: shell.sqlForLogs }),
  );
  shell.terminal.say(renderBuiltUsage(built, to));
}

function windowIn(written: string): UsageWindow {
  const [from = "", to = ""] = written.split("..");
  const window = windowOf(from, to);
  if (window !== null) return window;
  throw new UsageError("option-value", {
    what: `--window does not take "${written}".`,
    why: "It is two days or times in order with two dots between, in UTC.",
    todo: "Write it as in `--window 2026-08-01..2026-11-01`.",
  });
}
