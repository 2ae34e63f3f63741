import { Command } from "commander";
import { printExport } from "../core/usage/export-sql/print-export.ts";
import { logRules } from "../core/usage/log-rules.ts";
import { choice } from "./choice.ts";
import { configFrom } from "./config-option.ts";
import { examples, type Subcommand } from "./subcommand.ts";
import { takesWarehouse, warehouseOf, type WarehouseOptions } from "./warehouse-option.ts";

const stretches = ["30", "90", "365"] as const;

interface Options extends WarehouseOptions {
  readonly days: (typeof stretches)[number];
  readonly aggregate?: true;
  readonly config?: string;
}

/** `headgate usage export-sql --warehouse NAME [--days 30|90|365] [--aggregate]`. */
export const usageExportSqlCommand: Subcommand = {
  define: ({ terminal }) =>
    takesWarehouse(new Command("export-sql"))
      .description("print the SQL that exports a warehouse's query history, with the rights that it needs")
      .option("--days <days>", `how far back: ${stretches.join(", ")}`, choice("--days", stretches), "30")
      .option("--aggregate", "let the warehouse count: what `usage pull` runs")
      .option("--config <file>", "configuration: with --aggregate, tools of your own")
      .addHelpText(
        "after",
        examples(
          "headgate usage export-sql --warehouse snowflake",
          "headgate usage export-sql --warehouse bigquery --region eu --days 90 --aggregate",
        ),
      )
      .action(async ({ days, aggregate, config, ...named }: Options) => {
        const { warehouse, region } = warehouseOf(named);
        const { tools } = logRules(await configFrom(config));
        const kind = aggregate === true ? "aggregate" : "raw";
        await terminal.print(printExport(warehouse, kind, { days: Number(days), region, tools }));
      }),
};
