import type { ServerResponse } from "node:http";
import type { FaultKind } from "../faults.ts";
import type { World } from "../world.ts";
import type { Reply } from "./reply.ts";

/** What a client sees of a fault: a reply, or null where the connection gives none. */
export function mountFault(world: World, kind: FaultKind, response: ServerResponse): Reply | null {
  const wait = { "retry-after": String(world.faults.retryAfter) };
  switch (kind) {
    case "drop":
      response.destroy();
      return null;
    case "hang":
      return null;
    case "401":
      return refusal(401, "Bad credentials");
    case "secondary-403":
    case "secondary-429":
      return {
        ...refusal(kind === "secondary-403" ? 403 : 429, "You have exceeded a secondary rate limit."),
        headers: wait,
      };
    case "primary":
      return { ...refusal(403, "API rate limit exceeded for installation."), headers: spent(world) };
    case "500":
    case "502":
    case "503":
      return refusal(Number(kind), "Server Error");
  }
}

function refusal(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest" } };
}

function spent(world: World): Record<string, string> {
  const reset = Math.ceil(world.now() / 1000) + world.faults.retryAfter;
  return { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) };
}
