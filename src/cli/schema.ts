import { Argument, Command } from "commander";
import { configJsonSchema, reportJsonSchema } from "../config/json-schema.ts";
import { choice } from "./choice.ts";
import { examples, type Subcommand } from "./subcommand.ts";

const schemas = { report: reportJsonSchema, config: configJsonSchema } as const;

/** `headgate schema report|config`. */
export const schemaCommand: Subcommand = {
  define: ({ terminal }) =>
    new Command("schema")
      .description("print the JSON Schema of the report or of the configuration")
      .addArgument(
        new Argument("<report|config>", "which one").argParser(choice("schema", ["report", "config"])),
      )
      .addHelpText("after", examples("headgate schema report > report.schema.json", "headgate schema config"))
      .action((which: keyof typeof schemas) =>
        terminal.print(`${JSON.stringify(schemas[which](), null, 2)}\n`),
      ),
};
