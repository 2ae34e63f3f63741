import { Command, CommanderError } from "commander";
import { EXIT, UsageError } from "../errors.ts";
import { choice } from "./choice.ts";
import { subcommandsFor } from "./commands.ts";
import { explain } from "./explain.ts";
import { logLevels, showStep, type LogLevel } from "./step.ts";
import { examples, type Shell } from "./subcommand.ts";

/** What the entry point wires in. */
export type Wiring = Omit<Shell, "step" | "end">;

/** Runs the command line (without node and script) and gives the exit code. Never throws. */
export async function runCommandLine(words: readonly string[], wiring: Wiring): Promise<number> {
  let code: number = EXIT.done;
  const program = programOf(wiring);
  const shell: Shell = {
    ...wiring,
    step: (title, work) =>
      showStep({ ...wiring, level: levelOf(program), now: wiring.clock.now }, title, work),
    end: (ended) => {
      code = ended;
    },
  };
  for (const { define } of await subcommandsFor(words)) addTo(program, define(shell));
  try {
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { text, code: failed } = explain(error, wiring.version);
    wiring.terminal.say(text);
    return failed;
  }
}

function programOf({ terminal, version }: Wiring): Command {
  const program = new Command("headgate")
    .description("Reviews changes of dbt projects: what changed, what it reaches, what breaks.")
    .version(version, "-V, --version", "print the version")
    .option(
      "--log-level <level>",
      `how much to say on stderr: ${logLevels.join(", ")}`,
      choice("--log-level", logLevels),
      "info",
    )
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void terminal.print(text),
      writeErr: terminal.say,
      outputError: () => undefined, // said by `refusalOf`, in our own form
    })
    .addHelpText(
      "after",
      examples("headgate demo", "headgate review --base target-main --head target", "headgate review --help"),
    );
  return program.exitOverride((error) => refuse(error, program));
}

function addTo(program: Command, command: Command): void {
  settle(program, command);
  program.addCommand(command);
}

/** Lets a command, and the verbs that it has, write and refuse as the program does. */
function settle(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent);
  command.exitOverride((error) => refuse(error, command));
  for (const verb of command.commands) settle(command, verb);
}

function levelOf(program: Command): LogLevel {
  return program.opts<{ logLevel: LogLevel }>().logLevel;
}

/** Help and version end a run too: these are passed on. Everything else that commander refuses becomes a `UsageError`. */
function refuse(error: CommanderError, command: Command): never {
  if (error.exitCode === 0 || error.code === "commander.help") throw error;
  const [what = "", hint = ""] = error.message
    .replace(/^error: /u, "")
    .replace(/\.$/u, "")
    .split("\n");
  throw new UsageError("command-line", {
    what: `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    why: hint.replace(/^\((.*)\)$/u, "$1"),
    todo: `\`${wholeName(command)} --help\` lists what it takes.`,
  });
}

function wholeName(command: Command): string {
  return command.parent === null ? command.name() : `${wholeName(command.parent)} ${command.name()}`;
}
