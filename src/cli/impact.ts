import { Command } from "commander";
import type { Lineage } from "../core/lineage/lineage.ts";
import { renderImpactText } from "../render/impact-text.ts";
import { choice } from "./choice.ts";
import { readLineage, takesNode } from "./lineage-request.ts";
import { notBuiltOption } from "./not-built.ts";
import { examples, type Subcommand } from "./subcommand.ts";

const renderers = {
  text: renderImpactText,
  json: (lineage: Lineage) => `${JSON.stringify(lineage, null, 2)}\n`,
} as const;

const formats = ["text", "json"] as const;

interface Options {
  readonly manifest?: string;
  readonly format: (typeof formats)[number];
}

/** `headgate impact NODE --manifest PATH [--format …]`. */
export const impactCommand: Subcommand = {
  define: (shell) =>
    takesNode(new Command("impact"))
      .description("show what depends on an object, what people look at first")
      .addOption(notBuiltOption("--usage <file...>", "query logs"))
      .option("--format <format>", formats.join(", "), choice("--format", formats), "text")
      .addHelpText(
        "after",
        examples(
          "headgate impact orders --manifest target",
          "headgate impact source.shop.raw.orders --manifest target --format json",
        ),
      )
      .action(async (node: string, { manifest, format }: Options) => {
        const lineage = await readLineage({ node, manifest, direction: "downstream" }, shell);
        await shell.terminal.print(renderers[format](lineage));
      }),
};
