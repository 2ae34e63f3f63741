import { Command } from "commander";
import { adapters } from "../init/adapters.ts";
import { choice } from "./choice.ts";
import type { InitOptions } from "./init-repository.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";

const names = adapters.map(({ name }) => name);

/** `headgate init`: the workflows and the configuration of this repository. */
export const initCommand: Subcommand = {
  define: (shell) =>
    new Command("init")
      .description("write the workflow that uploads artifacts, and a first configuration")
      .option(
        "--adapter <name>",
        `${names.join(", ")} (default: told by the project)`,
        choice("--adapter", names),
      )
      .option("--branch <name>", "the branch that pull requests go into", "main")
      .option(
        "--action <owner/repository@ref>",
        "also write the workflow that reviews without a server, with Headgate from there",
      )
      .option("--force", "write over files that are there")
      .addHelpText(
        "after",
        examples(
          "headgate init",
          "headgate init --adapter snowflake --branch develop",
          "headgate init --action acme/headgate@v1",
        ),
      )
      .action((options: InitOptions) => run(options, shell)),
};

async function run(options: InitOptions, shell: Shell): Promise<void> {
  const { initRepository } = await import("./init-repository.ts");
  await initRepository(options, shell);
}
