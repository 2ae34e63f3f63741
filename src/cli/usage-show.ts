import { Command } from "commander";
import { withinPrivacy } from "../core/usage/privacy.ts";
import { projectUse } from "../core/usage/project-use.ts";
import { handmadeMetrics, metricWords } from "../core/usage/metric-use.ts";
import { renderUsageText } from "../render/usage-text.ts";
import { configFrom } from "./config-option.ts";
import { nodeOf } from "./lineage-request.ts";
import { needed } from "./needed.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";
import { usageFiles } from "./usage-files.ts";

interface Options {
  readonly usage?: readonly string[];
  readonly manifest?: string;
  readonly config?: string;
}

/** `headgate usage show NODE[.COLUMN] --usage FILE… --manifest PATH`. */
export const usageShowCommand: Subcommand = {
  define: (shell) =>
    new Command("show")
      .description(
        "who queries an object or a column or computes a metric, how often, with which tool, last when",
      )
      .argument("<node>", "a unique_id or a name, or one column of it as NODE.COLUMN")
      .option("--usage <file...>", "usage snapshots, or query logs (needed)")
      .option("--manifest <path>", "a manifest.json (or .json.gz), or a folder that holds one (needed)")
      .option("--config <file>", "configuration: what may be told of people, where a log has what")
      .addHelpText(
        "after",
        examples(
          "headgate usage show fct_orders --usage usage.parquet --manifest target",
          "headgate usage show fct_orders.discount --usage usage.parquet --manifest target",
          "headgate usage show metric:revenue --usage usage.parquet --manifest target",
        ),
      )
      .action((node: string, options: Options) => run(node, options, shell)),
};

async function run(
  written: string,
  { usage = [], manifest, config: file }: Options,
  shell: Shell,
): Promise<void> {
  needed(usage[0], "--usage FILE");
  const path = needed(manifest, "--manifest PATH");
  const { project } = await shell.step("Reading the manifest", () => shell.artifacts.readSide(path));
  const { uniqueId, column } = nodeOf(project, written);
  const config = await configFrom(file);
  const given = await usageFiles({ files: usage, manifest: path, config }, shell);
  try {
    const log = withinPrivacy(await shell.usage.readSnapshots(given.files, [uniqueId]), config.privacy);
    const use = projectUse(log, project, new Map());
    const node = project.nodes[uniqueId];
    const words = node?.resourceType === "metric" ? metricWords(node, use, project) : null;
    const handmade = column === null ? handmadeMetrics(uniqueId, use, project) : [];
    await shell.terminal.print(renderUsageText({ uniqueId, column, use, metric: words, handmade }));
  } finally {
    await given.discard();
  }
}
