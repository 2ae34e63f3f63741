import { Argument, Command } from "commander";
import { choice } from "./choice.ts";
import { examples, type Subcommand } from "./subcommand.ts";

const names = ["report", "config"] as const;

/** `headgate schema report|config`. */
export const schemaCommand: Subcommand = {
  define: ({ terminal }) =>
    new Command("schema")
      .description("print the JSON Schema of the report or of the configuration")
      .addArgument(new Argument("<report|config>", "which one").argParser(choice("schema", names)))
      .addHelpText("after", examples("headgate schema report > report.schema.json", "headgate schema config"))
      .action(async (which: (typeof names)[number]) => {
        const { configJsonSchema, reportJsonSchema } = await import("../config/json-schema.ts");
        const schema = which === "report" ? reportJsonSchema() : configJsonSchema();
        await terminal.print(`${JSON.stringify(schema, null, 2)}\n`);
      }),
};
