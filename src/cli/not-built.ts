import { Option } from "commander";
import { UsageError } from "../errors.ts";

/** The refusal of a part that does not exist yet. `part` begins a sentence: "`headgate serve` (…)". */
function notBuiltYet(part: string, todo: string): UsageError {
  return new UsageError("not-built-yet", {
    what: `${part} is not built yet.`,
    why: "What does not exist is refused, never ignored, so that no result looks more complete than it is.",
    todo,
  });
}

/** An option that belongs to the contract and does not exist yet: shown in the help, refused when used. */
export function notBuiltOption(flags: string, use: string): Option {
  const name = flags.split(" ", 1)[0] ?? flags;
  return new Option(flags, `${use} (not built yet)`).argParser<never>(() => {
    throw notBuiltYet(`${name} (${use})`, `Leave ${name} out.`);
  });
}
