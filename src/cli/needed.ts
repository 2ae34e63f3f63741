import { UsageError } from "../errors.ts";

/**
 * The value of an option that a command cannot do without; throws `UsageError` when it was not given.
 * Commander could check this itself, but does so before it looks for unknown options: a misspelt one would never be named.
 */
export function needed<T extends string>(value: T | undefined, option: string): T {
  if (value !== undefined && value !== "") return value;
  throw new UsageError("option-missing", {
    what: `${option} is missing.`,
    why: "",
    todo: "Add it; `--help` shows examples.",
  });
}
