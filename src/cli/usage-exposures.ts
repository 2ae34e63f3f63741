import { Command } from "commander";
import { unknownDashboards } from "../core/usage/unknown-dashboards.ts";
import { renderExposures } from "../render/exposures-yaml.ts";
import { configFrom } from "./config-option.ts";
import { needed } from "./needed.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import { usageFiles } from "./usage-files.ts";
import { writeResult } from "./write-output.ts";

interface Options {
  readonly usage?: readonly string[];
  readonly manifest?: string;
  readonly output?: string;
}

/** `headgate usage exposures --usage FILE… --manifest PATH`. */
export const usageExposuresCommand: Subcommand = {
  define: (shell) =>
    new Command("exposures")
      .description("draft `exposures:` for dashboards that the log shows and the project does not know")
      .option("--usage <file...>", "usage snapshots, or query logs (needed)")
      .option("--manifest <path>", "a manifest.json (or .json.gz), or a folder that holds one (needed)")
      .option("--output <file>", "write to a file instead of standard output")
      .addHelpText(
        "after",
        examples("headgate usage exposures --usage usage.parquet --manifest target --output exposures.yml"),
      )
      .action((options: Options) => run(options, shell)),
};

async function run({ usage = [], manifest, output }: Options, shell: Shell): Promise<void> {
  needed(usage[0], "--usage FILE");
  const path = needed(manifest, "--manifest PATH");
  const { project } = await shell.step("Reading the manifest", () => shell.artifacts.readSide(path));
  const given = await usageFiles(
    { files: usage, manifest: path, config: await configFrom(undefined) },
    shell,
  );
  try {
    const log = await shell.usage.readSnapshots(given.files, []);
    await writeResult(renderExposures(unknownDashboards(log, project)), output, shell.terminal);
  } finally {
    await given.discard();
  }
}
