import { nearestName } from "../core/nearest.ts";
import { codeSpan } from "../render/escape.ts";
import { refusalOf } from "./authorize.ts";
import type { Command, CommandInput, Outcome } from "./command.ts";
import { commands } from "./index.ts";
import { declined } from "./outcome.ts";
import { readCommandLine } from "./parse.ts";

/**
 * Works on one given command: who may, what is meant, what comes of it. Nobody without the right gets a reply or causes
 * work, only a reaction (threat model, T8); whoever may be answered is told what was wrong with the command.
 * Throws what `facts` throws.
 */
export async function runCommand(input: CommandInput): Promise<Outcome> {
  const line = readCommandLine(input.command.line, input.config.commands.prefix);
  if (line === null) return declined(input, null);
  const command = commands.find(({ verb }) => verb === (line.verb === "" ? "help" : line.verb));
  if (command === undefined) return unknownVerb(line.verb, input);
  if (!mayGive(command, input)) return { ...declined(input, null), reaction: "-1" };
  const prepared = command.prepare(line.args);
  if (prepared.kind === "ready") return prepared.run({ ...input, commands });
  const usage = codeSpan(`${input.config.commands.prefix} ${command.usage}`);
  return declined(input, `${prepared.fault} Usage: ${usage}.`);
}

/** Whoever could ask for an explanation is told the nearest verb; for anybody else an unknown word is no reason to write. */
function unknownVerb(verb: string, input: CommandInput): Outcome {
  const { prefix } = input.config.commands;
  const isHeard = commands.some((command) => command.verb === "explain" && mayGive(command, input));
  if (!isHeard) return declined(input, null);
  const nearest = nearestName(
    verb,
    commands.map((command) => command.verb),
  );
  const meant = nearest === null ? "" : ` Did you mean ${codeSpan(`${prefix} ${nearest}`)}?`;
  return declined(
    input,
    `There is no command ${codeSpan(verb, 40)}.${meant} ${codeSpan(`${prefix} help`)} lists them.`,
  );
}

function mayGive(command: Command, { command: given, pull, config, permission }: CommandInput): boolean {
  const { allow } = config.commands;
  return refusalOf(command, { login: given.author, permission, pull, allow, accepts: null }) === null;
}
