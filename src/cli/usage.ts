import { Command } from "commander";
import { notBuiltVerb } from "./not-built.ts";
import { examples, type Subcommand } from "./subcommand.ts";
import { usageExportSqlCommand } from "./usage-export-sql.ts";
import { usagePullCommand } from "./usage-pull.ts";

const verbs: readonly Subcommand[] = [
  notBuiltVerb("usage", "build", "query logs to a snapshot"),
  notBuiltVerb("usage", "show", "who uses an object"),
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
        "headgate usage export-sql --warehouse snowflake --days 90",
        "headgate usage pull --warehouse postgres --manifest target --output usage.parquet",
      ),
    );
  },
};
