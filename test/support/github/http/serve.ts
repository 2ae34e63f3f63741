import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { drawFault, type Fault } from "../faults.ts";
import type { World } from "../world.ts";
import { answerRequest, type Answered, type Incoming } from "./answer.ts";
import { answerGit, isGitRequest } from "./git-backend.ts";
import { mountFault } from "./mount-fault.ts";
import type { Reply } from "./reply.ts";
import { sendReply } from "./send.ts";
import { answerStorage } from "./storage.ts";

const NEVER_ARRIVED: Answered = { reply: { status: 0 }, operation: null, actor: null };

/** The API and git over http, on one port; artifacts' zips on another, as on GitHub. */
export function createServers(world: World): { readonly api: Server; readonly storage: Server } {
  const api = createServer((request, response) => {
    serve(world, request, response).catch((error: unknown) => {
      world.violations.push(`the stand-in failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.writeHead(500).end();
    });
  });
  return { api, storage: createServer((request, response) => answerStorage(world, request, response)) };
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isGitRequest(request.url ?? "")) return answerGit(world, request, response);
  const incoming = await readRequest(world, request);
  const fault = drawFault(world.faults, `${incoming.method} ${incoming.url.pathname}`);
  const isLost = fault?.when === "before";
  const answered = isLost ? NEVER_ARRIVED : await answerRequest(world, incoming);
  const reply = fault === null ? answered.reply : mountFault(world, fault.kind, response);
  log(world, incoming, { answered, fault, reply });
  const token = answered.actor === null ? null : answered.actor.token;
  if (reply !== null) sendReply(world, { reply, request, token }, response);
}

async function readRequest(world: World, request: IncomingMessage): Promise<Incoming> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const path = request.url ?? "/";
  return {
    method: request.method ?? "GET",
    url: new URL(path.replace(/^\/api\/v3(?=\/)/u, ""), world.origin),
    address: new URL(path, world.origin),
    authorization: request.headers.authorization ?? "",
    accept: request.headers.accept ?? "",
    body: text === "" ? null : parsed(text),
  };
}

// What is no JSON reaches the routes as a text, which no operation takes.
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function log(
  world: World,
  incoming: Incoming,
  { answered, fault, reply }: { answered: Answered; fault: Fault | null; reply: Reply | null },
): void {
  world.requests.push({
    method: incoming.method,
    path: `${incoming.url.pathname}${incoming.url.search}`,
    operation: answered.operation,
    login: answered.actor?.account.login ?? null,
    body: incoming.body,
    status: reply?.status ?? 0,
    fault: fault === null ? null : `${fault.kind} ${fault.when}`,
  });
}
