import type { IncomingMessage } from "node:http";

/** GitHub sends at most 25 MB. */
const MOST_BYTES = 25 * 1024 * 1024;

/** The body as text; null when it is longer than any of GitHub's. Whoever sends it is not known yet. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
