import { Command } from "commander";
import type { Node } from "../core/manifest/project.ts";
import { UsageError } from "../errors.ts";
import type { ModelText } from "../model-texts.ts";
import type { Coded } from "../raw-texts.ts";
import { SideReader } from "../side-reader.ts";
import { nodeOf } from "./lineage-request.ts";
import { needed } from "./needed.ts";
import { examples, type Shell, type Subcommand } from "./subcommand.ts";

interface Options {
  readonly manifest?: string;
  readonly incremental?: true;
}

/** `headgate render NODE --manifest PATH [--incremental]`. */
export const renderCommand: Subcommand = {
  define: (shell) =>
    new Command("render")
      .description("print the SQL that Headgate reads where dbt did not compile")
      .argument("<node>", "a unique_id or a name")
      .option("--manifest <path>", "a manifest.json (or .json.gz), or a folder that holds one (needed)")
      .option("--incremental", "as an incremental run reads it: is_incremental() is true")
      .addHelpText(
        "after",
        `\nNeither dbt nor a warehouse is asked. What depends on them is named in comments before the SQL.\n${examples(
          "headgate render orders --manifest target",
          "headgate render model.shop.orders --manifest target/manifest.json --incremental",
        )}`,
      )
      .action(async (written: string, options: Options) => {
        await shell.terminal.print(await renderedText(written, options, shell));
      }),
};

async function renderedText(
  written: string,
  { manifest, incremental }: Options,
  shell: Shell,
): Promise<string> {
  const path = needed(manifest, "--manifest PATH");
  const side = await shell.step("Reading the manifest", () => shell.artifacts.readSide(path));
  const { uniqueId } = nodeOf(side.project, written);
  const node = side.project.nodes[uniqueId];
  if (!hasSql(node)) throw noSql(uniqueId);
  const reader = new SideReader({ base: side, head: side }, [], shell.sql);
  const text = await shell.step("Rendering", () => reader.texts.render(node, "head", incremental === true));
  if (text.sql === null) throw notRendered(uniqueId, text.why);
  return `${commentsOf(uniqueId, text)}${text.sql.trim()}\n`;
}

function hasSql(node: Node | undefined): node is Coded {
  return (
    node !== undefined &&
    "rawCode" in node &&
    node.rawCode !== null &&
    !("language" in node && node.language === "python")
  );
}

function commentsOf(uniqueId: string, { unknowns }: Extract<ModelText, { readonly sql: string }>): string {
  const lines = unknowns.map((reason) => `-- not known: ${reason.replaceAll(/\s+/gu, " ")}\n`);
  return `-- ${uniqueId}, from its raw code\n${lines.join("")}`;
}

function noSql(uniqueId: string): UsageError {
  return new UsageError("node-without-sql", {
    what: `${uniqueId} has no SQL of its own.`,
    why: "Only models, snapshots, analyses and tests have, where they are not Python and the manifest holds their code.",
    todo: "Name one of these; `dbt parse` writes their code into the manifest.",
  });
}

function notRendered(uniqueId: string, why: string): UsageError {
  return new UsageError("not-rendered", {
    what: `No SQL could be made of ${uniqueId}.`,
    why: `${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`.replace(/\.\.$/u, "."),
    todo: "`dbt compile` asks the warehouse and may know more.",
  });
}
