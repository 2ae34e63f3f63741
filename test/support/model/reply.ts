import type { ServerResponse } from "node:http";

/** What a client sees of an answer. */
export type Reply =
  | { readonly kind: "sent"; readonly status: number; readonly body: string; readonly headers?: Headers }
  /** The connection ends without an answer. */
  | { readonly kind: "dropped" }
  /** Nothing ever comes. */
  | { readonly kind: "silent" }
  /** A good status and the beginning of a body, then nothing. */
  | { readonly kind: "stalled"; readonly body: string }
  /** A good status and a body without end. */
  | { readonly kind: "flood" };

type Headers = Readonly<Record<string, string>>;

const FLOOD = " ".repeat(65_536);

export function sendReply(reply: Reply, response: ServerResponse): void {
  switch (reply.kind) {
    case "sent":
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(reply.body);
      break;
    case "dropped":
      response.destroy();
      break;
    case "silent":
      break;
    case "stalled":
      response.writeHead(200, { "content-type": "application/json" }).write(reply.body);
      break;
    case "flood":
      response.writeHead(200, { "content-type": "application/json" });
      flood(response);
      break;
  }
}

function flood(response: ServerResponse): void {
  if (response.destroyed) return;
  while (response.write(FLOOD));
  response.once("drain", () => flood(response));
}
