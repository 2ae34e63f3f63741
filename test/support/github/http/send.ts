import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { World } from "../world.ts";
import { rateHeaders } from "./rate.ts";
import type { Reply } from "./reply.ts";

/** Writes a reply with the headers that GitHub adds to all: date, rate limit, ETag; 304 when the client has it already. */
export function sendReply(world: World, sent: Sent, response: ServerResponse): void {
  const { reply, request, token } = sent;
  const bytes = Buffer.from(reply.bytes ?? (reply.body === undefined ? "" : JSON.stringify(reply.body)));
  const isRead = request.method === "GET" && reply.status === 200;
  const etag = isRead ? `W/"${createHash("sha256").update(bytes).digest("hex")}"` : null;
  const headers = headersOf(world, sent, etag);
  if (etag !== null && request.headers["if-none-match"] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  if (token !== null) world.spent.set(token, (world.spent.get(token) ?? 0) + 1);
  response.writeHead(reply.status, { ...headers, "content-length": bytes.length }).end(bytes);
}

interface Sent {
  readonly reply: Reply;
  readonly request: IncomingMessage;
  readonly token: string | null;
}

function headersOf(world: World, { reply, token }: Sent, etag: string | null): Record<string, string> {
  return {
    date: new Date(world.now()).toUTCString(),
    "x-github-request-id": randomUUID(),
    "content-type": "application/json; charset=utf-8",
    ...(token === null ? {} : rateHeaders(world, token)),
    ...(etag === null ? {} : { etag, "cache-control": "private, max-age=60, s-maxage=60" }),
    ...reply.headers,
  };
}
