import { randomBytes } from "node:crypto";
import { Refusal } from "../http/refusal.ts";
import type { Actor, AppRecord, Permissions } from "../records.ts";
import { accountOf, type World } from "../world.ts";

const HOUR = 3_600_000;

/** Whom a request comes from. Throws 401 when the token is unknown or has expired, as GitHub does. */
export function actorOf(world: World, authorization: string): Actor {
  const token = tokenIn(authorization);
  if (token === "") throw new Refusal(401, "Requires authentication");
  const actor = world.tokens.get(token);
  if (actor === undefined || actor.expiresAt <= world.now()) throw new Refusal(401, "Bad credentials");
  return actor;
}

/** Remembers a new token, good for an hour. */
export function issueToken(world: World, prefix: string, owner: Omit<Actor, "token" | "expiresAt">): Actor {
  const actor = {
    ...owner,
    token: `${prefix}_${randomBytes(18).toString("hex")}`,
    expiresAt: world.now() + HOUR,
  };
  world.tokens.set(actor.token, actor);
  return actor;
}

/** The account that an App writes as. */
export function botOf(world: World, app: AppRecord) {
  return accountOf(world, `${app.slug}[bot]`, "Bot");
}

/** Whether a permission such as `checks:write` is among those of a token. */
export function allows(permissions: Permissions, need: string): boolean {
  const [name = "", level] = need.split(":");
  const held = name === "metadata" ? "read" : permissions[name];
  return held === "write" || (held === "read" && level === "read");
}

// `token X`, `Bearer X`, and Basic with the token as the password, as git sends it.
function tokenIn(authorization: string): string {
  const [scheme = "", value = ""] = authorization.split(" ");
  if (scheme.toLowerCase() !== "basic") return value;
  return Buffer.from(value, "base64")
    .toString("utf8")
    .replace(/^[^:]*:/u, "");
}
