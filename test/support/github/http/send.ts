import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { World } from "../world.ts";
import { rateHeaders } from "./rate.ts";
import type { Reply } from "./reply.ts";

/** Writes a reply with the headers that GitHub adds to all: date, rate limit, ETag; 304 when the client has it already. */
export function sendReply(
  world: World,
  sent: { readonly reply: Reply; readonly request: IncomingMessage; readonly token: string | null },
  response: ServerResponse,
): void {
  const { reply, request, token } = sent;
  const bytes = Buffer.from(reply.bytes ?? (reply.body === undefined ? "" : JSON.stringify(reply.body)));
  const etag = `W/"${createHash("sha256").update(bytes).digest("hex")}"`;
  const isRead = request.method === "GET" && reply.status === 200;
  const headers = {
    date: new Date(world.now()).toUTCString(),
    "x-github-request-id": randomUUID(),
    ...(token === null ? {} : rateHeaders(world, token)),
    ...(bytes.length === 0 ? {} : { "content-type": "application/json; charset=utf-8" }),
    ...(isRead ? { etag, "cache-control": "private, max-age=60, s-maxage=60" } : {}),
    ...reply.headers,
  };
  if (isRead && request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  if (token !== null) world.spent.set(token, (world.spent.get(token) ?? 0) + 1);
  response.writeHead(reply.status, { ...headers, "content-length": bytes.length }).end(bytes);
}
