import type { IncomingMessage, ServerResponse } from "node:http";
import type { Artifact } from "../records.ts";
import type { World } from "../world.ts";

const MINUTE = 60_000;

/** An address of the storage that gives an artifact's zip for one minute. Whoever has it needs no token. */
export function ticketFor(world: World, artifact: Artifact): string {
  const url = new URL(`/artifacts/${artifact.id}.zip`, world.storage);
  const until = world.now() + MINUTE;
  url.searchParams.set("se", String(until));
  url.searchParams.set("sig", signatureOf(artifact, until));
  return url.href;
}

/** The storage is another host than the API and knows no tokens: it refuses a request that carries one. */
export function answerStorage(world: World, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", world.storage);
  const id = Number(/^\/artifacts\/(\d+)\.zip$/u.exec(url.pathname)?.[1]);
  const artifact = world.repositories.flatMap((one) => one.artifacts).find((one) => one.id === id);
  const until = Number(url.searchParams.get("se"));
  if (request.headers.authorization !== undefined) {
    refuse(response, 400, "InvalidAuthenticationInfo");
  } else if (artifact === undefined || url.searchParams.get("sig") !== signatureOf(artifact, until)) {
    refuse(response, 404, "BlobNotFound");
  } else if (until <= world.now()) {
    refuse(response, 403, "AuthenticationFailed");
  } else {
    response.writeHead(200, { "content-type": "application/zip", "content-length": artifact.zip.length });
    response.end(artifact.zip);
  }
}

function signatureOf(artifact: Artifact, until: number): string {
  return Buffer.from(`${artifact.id} ${until}`).toString("base64url");
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
}
