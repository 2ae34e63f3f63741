import { Command } from "commander";
import { explainWeight, tierOf, weigh, WEIGHT_FORMULA } from "../core/impact/weight.ts";
import type { Lineage } from "../core/lineage/lineage.ts";
import type { Project } from "../core/manifest/project.ts";
import { metricWords } from "../core/usage/metric-use.ts";
import { withinPrivacy } from "../core/usage/privacy.ts";
import { noUse, projectUse, type ProjectUse } from "../core/usage/project-use.ts";
import { useWords, useWordsOf } from "../core/usage/use-words.ts";
import { renderImpactText, type ImpactWords } from "../render/impact-text.ts";
import { choice } from "./choice.ts";
import { readLineage, takesNode } from "./lineage-request.ts";
import { configFrom } from "./config-option.ts";
import { usageFiles } from "./usage-files.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";

const formats = ["text", "json"] as const;

interface Options {
  readonly manifest?: string;
  readonly format: (typeof formats)[number];
  readonly usage?: readonly string[];
  readonly explain?: boolean;
}

/** `headgate impact NODE[.COLUMN] --manifest PATH [--format …]`. */
export const impactCommand: Subcommand = {
  define: (shell) =>
    takesNode(new Command("impact"))
      .description("show what depends on an object or a column, what matters most first")
      .option("--usage <file...>", "usage snapshots (`usage build`), or query logs")
      .option("--explain", "print the formula of the priority, and what stands in it for each object")
      .option("--format <format>", formats.join(", "), choice("--format", formats), "text")
      .addHelpText(
        "after",
        examples(
          "headgate impact orders --manifest target",
          "headgate impact orders.amount --manifest target",
          "headgate impact source.shop.raw.orders --manifest target --format json",
        ),
      )
      .action((node: string, options: Options) => run(node, options, shell)),
};

async function run(node: string, options: Options, shell: Shell): Promise<void> {
  const { manifest, format, explain = false } = options;
  const { lineage, project } = await readLineage({ node, manifest, direction: "downstream" }, shell);
  const use = await readUse(options, project, shell);
  const text =
    format === "json"
      ? `${JSON.stringify(lineage, null, 2)}\n`
      : renderImpactText(lineage, weightsIn({ project, lineage, use, explain }));
  await shell.terminal.print(text);
}

async function readUse(
  { usage = [], manifest = "" }: Options,
  project: Project,
  shell: Shell,
): Promise<ProjectUse> {
  if (usage.length === 0) return noUse;
  const config = await configFrom(undefined);
  const given = await usageFiles({ files: usage, manifest, config }, shell);
  try {
    const log = withinPrivacy(await shell.usage.readSnapshots(given.files, []), config.privacy);
    return projectUse(log, project, new Map());
  } finally {
    await given.discard();
  }
}

interface Weighed {
  readonly project: Project;
  readonly lineage: Lineage;
  readonly use: ProjectUse;
}

function weightsIn({ explain, ...weighed }: Weighed & { readonly explain: boolean }): ImpactWords {
  const { project, use } = weighed;
  const header = use.log?.header ?? null;
  return {
    hasLog: header !== null,
    own: ownWords(weighed),
    formula: explain ? WEIGHT_FORMULA : null,
    of: (id) => {
      const node = project.nodes[id];
      if (node === undefined) return { priority: 0, tier: tierOf(0), notes: [] };
      const weight = weigh(node, { use: use.rank(id) });
      const found = use.of(id);
      const notes = [
        ...(found === null ? [] : [useWordsOf(id, found, header)]),
        ...(explain ? [explainWeight(weight)] : []),
      ];
      return { priority: weight.priority, tier: tierOf(weight.priority), notes };
    },
  };
}

/** How much what is asked about is used itself. */
function ownWords({ project, lineage: { node: id, column }, use }: Weighed): readonly string[] {
  const node = project.nodes[id];
  if (use.log === null) return [];
  if (node?.resourceType === "metric") return metricWords(node, use, project);
  const found = use.of(id, column ?? undefined);
  return found === null ? [] : [useWords(found, use.log.header)];
}
