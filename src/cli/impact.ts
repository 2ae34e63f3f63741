import { Command } from "commander";
import { tierOf, weigh } from "../core/impact/weight.ts";
import type { Lineage } from "../core/lineage/lineage.ts";
import type { Project } from "../core/manifest/project.ts";
import { renderImpactText } from "../render/impact-text.ts";
import { choice } from "./choice.ts";
import { readLineage, takesNode } from "./lineage-request.ts";
import { notBuiltOption } from "./not-built.ts";
import { examples, type Subcommand } from "./subcommand.ts";

const formats = ["text", "json"] as const;

interface Options {
  readonly manifest?: string;
  readonly format: (typeof formats)[number];
}

/** `headgate impact NODE[.COLUMN] --manifest PATH [--format …]`. */
export const impactCommand: Subcommand = {
  define: (shell) =>
    takesNode(new Command("impact"))
      .description("show what depends on an object or a column, what matters most first")
      .addOption(notBuiltOption("--usage <file...>", "query logs"))
      .option("--format <format>", formats.join(", "), choice("--format", formats), "text")
      .addHelpText(
        "after",
        examples(
          "headgate impact orders --manifest target",
          "headgate impact orders.amount --manifest target",
          "headgate impact source.shop.raw.orders --manifest target --format json",
        ),
      )
      .action(async (node: string, { manifest, format }: Options) => {
        const { lineage, project } = await readLineage({ node, manifest, direction: "downstream" }, shell);
        const text = format === "json" ? `${JSON.stringify(lineage, null, 2)}\n` : inWords(lineage, project);
        await shell.terminal.print(text);
      }),
};

function inWords(lineage: Lineage, project: Project): string {
  return renderImpactText(lineage, (id) => {
    const node = project.nodes[id];
    const priority = node === undefined ? 0 : weigh(node);
    return { priority, tier: tierOf(priority) };
  });
}
