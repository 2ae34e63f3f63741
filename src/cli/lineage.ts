import { Command, Option } from "commander";
import type { Lineage } from "../core/lineage/lineage.ts";
import { renderLineageMermaid } from "../render/lineage-mermaid.ts";
import { renderLineageText } from "../render/lineage-text.ts";
import { choice } from "./choice.ts";
import { readLineage, takesNode } from "./lineage-request.ts";
import { examples, type Subcommand } from "./subcommand.ts";

const renderers = {
  text: renderLineageText,
  json: (lineage: Lineage) => `${JSON.stringify(lineage, null, 2)}\n`,
  mermaid: renderLineageMermaid,
} as const;

const formats = ["text", "json", "mermaid"] as const;

interface Options {
  readonly manifest?: string;
  readonly upstream?: true;
  readonly format: (typeof formats)[number];
}

/** `headgate lineage NODE[.COLUMN] --manifest PATH [--upstream|--downstream] [--format …]`. */
export const lineageCommand: Subcommand = {
  define: (shell) =>
    takesNode(new Command("lineage"))
      .description("show what an object or a column reads, or what reads it")
      .addOption(new Option("--upstream", "what it reads").conflicts("downstream"))
      .addOption(new Option("--downstream", "what reads it (the default)"))
      .option("--format <format>", formats.join(", "), choice("--format", formats), "text")
      .addHelpText(
        "after",
        examples(
          "headgate lineage orders --manifest target",
          "headgate lineage orders.amount --manifest target",
          "headgate lineage model.shop.orders --manifest target/manifest.json --upstream --format mermaid",
        ),
      )
      .action(async (node: string, { manifest, upstream, format }: Options) => {
        const direction = upstream === true ? "upstream" : "downstream";
        const { lineage } = await readLineage({ node, manifest, direction }, shell);
        await shell.terminal.print(renderers[format](lineage));
      }),
};
