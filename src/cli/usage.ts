import { Command } from "commander";
import { notBuiltVerb } from "./not-built.ts";
import { examples, type Subcommand } from "./subcommand.ts";
import { usageBuildCommand } from "./usage-build.ts";
import { usageExposuresCommand } from "./usage-exposures.ts";
import { usageShowCommand } from "./usage-show.ts";

const verbs: readonly Subcommand[] = [
  usageBuildCommand,
  usageShowCommand,
  usageExposuresCommand,
  notBuiltVerb("usage", "export-sql", "the SQL that exports a query log"),
  notBuiltVerb("usage", "pull", "letting the warehouse count by itself"),
];

/** `headgate usage VERB`. */
export const usageCommand: Subcommand = {
  define: (shell) => {
    const command = new Command("usage").description(
      "who queries what: from query logs, or from the warehouse",
    );
    for (const { define } of verbs) command.addCommand(define(shell));
    return command.addHelpText(
      "after",
      examples(
        "headgate usage build --log 'logs/*.ndjson.gz' --manifest target --output usage.parquet",
        "headgate usage show fct_orders.discount --usage usage.parquet --manifest target",
      ),
    );
  },
};
