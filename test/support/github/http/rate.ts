import type { World } from "../world.ts";

const LIMIT = 5000;
const HOUR = 3600;

/** What a token has left of the primary rate limit. */
export function rateOf(world: World, token: string) {
  const used = world.spent.get(token) ?? 0;
  const reset = (Math.floor(world.now() / 1000 / HOUR) + 1) * HOUR;
  return { limit: LIMIT, used, remaining: Math.max(0, LIMIT - used), reset };
}

/** The same as headers, which GitHub puts on every answer. */
export function rateHeaders(world: World, token: string): Record<string, string> {
  const { limit, used, remaining, reset } = rateOf(world, token);
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-used": String(used),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": "core",
  };
}
