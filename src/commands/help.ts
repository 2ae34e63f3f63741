import { codeSpan } from "../render/escape.ts";
import { neededFor } from "./authorize.ts";
import { noArguments } from "./arguments.ts";
import { defineCommand, type Command, type CommandContext } from "./command.ts";
import { answered } from "./outcome.ts";

/** Who may use what, on this pull request. */
export const help = defineCommand({
  verb: "help",
  usage: "help",
  summary: "List the commands and who may use them.",
  who: { permission: "read", author: true, isOpenToAll: true },
  example: "help",
  parse: noArguments,
  run: (_args, context) => answered(context, helpText(context)),
});

function helpText(context: CommandContext): string {
  const { prefix } = context.config.commands;
  const rows = context.commands.map((command) => {
    const usage = codeSpan(`${prefix} ${command.usage}`, 120);
    return `| ${usage} | ${command.summary} | ${whoWords(command, context)} |`;
  });
  return [
    "| Command | Does | Who |",
    "| --- | --- | --- |",
    ...rows,
    "",
    "A command stands at the start of a line; the first one of a comment counts. `F3` is a finding of the last review.",
  ].join("\n");
}

function whoWords({ verb, who }: Command, { config, pull }: CommandContext): string {
  const needed = neededFor(config.commands.allow[verb] ?? who.permission, who, pull.isPrivate);
  const people = needed === "read" ? "everybody" : `${needed} access`;
  const author = who.author && needed !== "read" ? " or the author" : "";
  return `${people}${author}${who.isNotForOwnErrors === true ? "; an error by somebody else than the author" : ""}`;
}
