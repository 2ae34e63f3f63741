import { Command } from "commander";
import type { Format } from "../render/formats.ts";
import { choice } from "./choice.ts";
import { configFrom } from "./config-option.ts";
import { takesDraft, worded, type DraftMode } from "./draft-option.ts";
import { notBuiltOption } from "./not-built.ts";
import { exitCodeOf, failLevels, takesFormat, writeReport, type FailLevel } from "./report-formats.ts";
import { needed } from "./needed.ts";
import { usageFiles } from "./usage-files.ts";
import { examples, type Readers, type Shell, type Subcommand } from "./subcommand.ts";

interface Options {
  readonly base?: string;
  readonly head?: string;
  readonly config?: string;
  readonly usage?: readonly string[];
  readonly format?: Format;
  readonly output?: string;
  readonly failOn: FailLevel;
  /** A folder; false for none. */
  readonly cache?: string | false;
  readonly draft: DraftMode;
}

/** `headgate review --base PATH --head PATH …`: the main job. */
export const reviewCommand: Subcommand = {
  define: (shell) =>
    withUnbuilt(withOptions(new Command("review")))
      .description("review the change from one manifest to another")
      .addHelpText(
        "after",
        examples(
          "headgate review --base target-main --head target",
          "headgate review --base base/manifest.json.gz --head target --format json --output review.json",
          "headgate review --base target-main --head target --fail-on warning",
        ),
      )
      .action((options: Options) => run(options, shell)),
};

function withOptions(command: Command): Command {
  const format = takesFormat(
    command
      .option("--base <path>", "manifest.json (or .json.gz) before the change, or its folder (needed)")
      .option("--head <path>", "the same after the change (needed); catalogs beside them are used")
      .option("--config <file>", "configuration (.github/headgate.yml); without it the defaults hold"),
  );
  const reading = format
    .option(
      "--fail-on <level>",
      `exit with 1 on findings at or above: ${failLevels.join(", ")}`,
      choice("--fail-on", failLevels),
      "error",
    )
    .option("--usage <file...>", "usage snapshots (`usage build`), or query logs")
    .option(
      "--cache <dir>",
      "keep what was read, and what models answered, here for the next run ($XDG_CACHE_HOME/headgate)",
    )
    .option("--no-cache", "keep nothing between runs");
  return takesDraft(reading, "auto");
}

/** Options of the contract whose part does not exist yet. */
function withUnbuilt(command: Command): Command {
  return command
    .addOption(notBuiltOption("--project-dir <dir>", "git checkout of the project"))
    .addOption(notBuiltOption("--base-ref <ref>", "git ref of base"))
    .addOption(notBuiltOption("--head-ref <ref>", "git ref of head"))
    .addOption(notBuiltOption("--run-results <glob...>", "history of runs"))
    .addOption(notBuiltOption("--sources <glob...>", "history of source freshness"));
}

async function run(options: Options, shell: Shell): Promise<void> {
  const base = needed(options.base, "--base PATH");
  const head = needed(options.head, "--head PATH");
  const { artifacts, sql } = readersFor(options.cache, shell);
  artifacts.expect?.(base, head);
  sql.warmUp?.();
  const config = await configFrom(options.config);
  // What shows the review is loaded too while the thread that reads starts.
  const [{ review }] = await Promise.all([import("../review.ts"), import("../render/index.ts")]);
  const cache = options.cache === false ? null : options.cache;
  const usage = await usageFiles({ files: options.usage ?? [], manifest: base, config }, shell);
  try {
    const request = { base, head, config, usage: usage.files };
    const report = await shell.step("Reviewing", () => review(request, { ...shell, artifacts, sql }));
    const shown = await worded(report, { mode: options.draft, config, cache }, shell);
    await writeReport(shown, options, shell.terminal);
    shell.end(exitCodeOf(report, options.failOn));
  } finally {
    await usage.discard();
  }
}

function readersFor(cache: Options["cache"], shell: Shell): Readers {
  if (cache === undefined) return shell;
  return shell.keptIn(cache === false ? null : cache);
}
