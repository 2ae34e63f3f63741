import { Command } from "commander";
import { defaultConfig } from "../core/config.ts";
import { ownPath } from "../own-files.ts";
import type { Format } from "../render/formats.ts";
import { takesDraft, worded, type DraftMode } from "./draft-option.ts";
import { takesFormat, writeReport } from "./report-formats.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";

interface Options {
  readonly format?: Format;
  readonly output?: string;
  readonly draft: DraftMode;
}

/** `headgate demo`: the review of the bundled example. It ends with 0, whatever it finds: it is meant to find something. */
export const demoCommand: Subcommand = {
  define: (shell) =>
    takesDraft(takesFormat(new Command("demo")), "off")
      .description("review the bundled example; needs no network and no credentials")
      .addHelpText(
        "after",
        examples(
          "headgate demo",
          "headgate demo --format html --output demo.html",
          "headgate demo --draft auto",
        ),
      )
      .action((options: Options) => run(options, shell)),
};

async function run(options: Options, shell: Shell): Promise<void> {
  const request = {
    base: inDemo("base"),
    head: inDemo("head"),
    config: defaultConfig,
    usage: [inDemo("usage.parquet")],
  };
  shell.artifacts.expect?.(request.base, request.head);
  const { review } = await import("../review.ts");
  const report = await shell.step("Reviewing the example", () => review(request, shell));
  const wording = { mode: options.draft, config: defaultConfig, cache: null };
  await writeReport(await worded(report, wording, shell), options, shell.terminal);
}

function inDemo(name: string): string {
  return ownPath(`fixtures/projects/demo/${name}`);
}
