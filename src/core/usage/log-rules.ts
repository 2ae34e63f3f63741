import type { Config } from "../config.ts";
import { NOT_USE, type NotUse } from "./not-use.ts";
import { KNOWN_TOOLS, type ToolPattern } from "./tools.ts";
import { usersPattern } from "./users-pattern.ts";

/** How entries of a log are judged: what everybody knows, and what a configuration adds. */
export function logRules({ usage }: Pick<Config, "usage">): {
  readonly tools: readonly ToolPattern[];
  readonly notUse: readonly NotUse[];
} {
  const ignored: readonly NotUse[] =
    usage.ignoreUsers.length === 0
      ? []
      : [{ reason: "excluded-user", user: usersPattern(usage.ignoreUsers) }];
  return { tools: [...usage.tools, ...KNOWN_TOOLS], notUse: [...ignored, ...NOT_USE] };
}
