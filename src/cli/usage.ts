import { Command } from "commander";
import { examples, type Subcommand } from "./subcommand.ts";
import { usageBuildCommand } from "./usage-build.ts";
import { usageExportSqlCommand } from "./usage-export-sql.ts";
import { usageExposuresCommand } from "./usage-exposures.ts";
import { usagePullCommand } from "./usage-pull.ts";
import { usageShowCommand } from "./usage-show.ts";

const verbs: readonly Subcommand[] = [
  usageBuildCommand,
  usageShowCommand,
  usageExposuresCommand,
  usageExportSqlCommand,
  usagePullCommand,
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
        "headgate usage pull --warehouse snowflake --days 90 --manifest target --output usage.parquet",
        "headgate usage show fct_orders.discount --usage usage.parquet --manifest target",
      ),
    );
  },
};
