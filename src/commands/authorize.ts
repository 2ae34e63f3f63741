import type { CommandPermission, Config } from "../core/config.ts";
import type { PullRequest } from "../core/pull/pull.ts";
import type { Severity } from "../core/report.ts";
import type { Permission } from "../ports.ts";
import type { Command } from "./command.ts";

/** Somebody who gives a command. */
export interface Asking {
  readonly login: string;
  /** By the code host's permission API; what a webhook says of an author is often wrong. */
  readonly permission: Permission;
  readonly pull: Pick<PullRequest, "author" | "isPrivate">;
  /** The configuration's own permissions, by verb. */
  readonly allow: Config["commands"]["allow"];
  /** How grave the finding is that the command accepts; null when it accepts none. */
  readonly accepts: Severity | null;
}

/** Why a command is refused. */
export type Refusal = "bot" | "permission" | "own-error";

/** Permissions from the least to the most. */
const RANKS: readonly Permission[] = ["none", "read", "triage", "write", "maintain", "admin"];

/**
 * Whether somebody may give a command: null, or why not. Bots never do, also one whose login merely looks trusted; on a
 * public repository everybody has `read`; and the author alone never accepts an error of their own.
 */
export function refusalOf({ verb, who }: Pick<Command, "verb" | "who">, asking: Asking): Refusal | null {
  if (isBot(asking.login)) return "bot";
  const isAuthor = isSameLogin(asking.login, asking.pull.author);
  if (who.isNotForOwnErrors === true && isAuthor && asking.accepts === "error") return "own-error";
  const needed = neededFor(asking.allow[verb] ?? who.permission, who, asking.pull.isPrivate);
  const isEnough = RANKS.indexOf(asking.permission) >= RANKS.indexOf(needed);
  return isEnough || (isAuthor && who.author) ? null : "permission";
}

/** The permission that counts on this repository. */
export function neededFor(
  permission: CommandPermission,
  who: Command["who"],
  isPrivate: boolean,
): CommandPermission {
  return permission === "read" && !isPrivate && who.isOpenToAll !== true ? "triage" : permission;
}

/** GitHub gives this ending to Apps alone: no person can take such a name. */
function isBot(login: string): boolean {
  return login.toLowerCase().endsWith("[bot]");
}

function isSameLogin(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
