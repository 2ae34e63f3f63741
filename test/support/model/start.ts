import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { close, listen } from "../github/http/listen.ts";
import { faultsOf, refusalOfForm } from "./contract.ts";
import { refusalFor, type Refused } from "./picky.ts";
import { error, fits, type Answer } from "./replies.ts";
import { sendReply, type Reply } from "./reply.ts";
import type { ChatRequest } from "./request.ts";

export interface ModelOptions {
  readonly port?: number;
  /** What stands before `/chat/completions` in its paths; `/v1` where it is left out. */
  readonly prefix?: string;
  /** The key that it wants; any, or none, where it is left out. */
  readonly apiKey?: string;
  /** The models that it has; any where it is left out. */
  readonly models?: readonly string[];
  /** What it does not take. */
  readonly refuses?: readonly Refused[];
  /** What it says where nothing else is said: something that fits the schema. */
  readonly answer?: Answer;
}

/** A request as it came, where to, and with which key. */
export interface Received {
  readonly path: string;
  readonly body: ChatRequest;
  readonly authorization: string;
}

/** A running stand-in for a server with models, and everything a test does with it. */
export interface ModelServer {
  /** What `OPENAI_BASE_URL` is set to. */
  readonly baseUrl: string;
  /** What is said next, in this order; then what is always said. */
  readonly next: (...answers: readonly Answer[]) => void;
  /** Every request so far. */
  readonly requests: () => readonly Received[];
  /** What the requests had that not every server takes. A test of the client expects none. */
  readonly violations: () => readonly string[];
  /** Resolves when so many requests came in all. */
  readonly received: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a stand-in on loopback. */
export async function startModel(options: ModelOptions = {}): Promise<ModelServer> {
  const prefix = options.prefix ?? "/v1";
  const world: World = {
    options: { ...options, prefix },
    next: [],
    requests: [],
    violations: [],
    waiting: [],
  };
  const server = createServer((request, response) => {
    serve(world, request, response).catch((failure: unknown) => {
      world.violations.push(`the stand-in failed: ${String(failure)}`);
      response.writeHead(500).end();
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    baseUrl: `http://127.0.0.1:${port}${prefix}`,
    next: (...answers) => void world.next.push(...answers),
    requests: () => [...world.requests],
    violations: () => [...world.violations],
    received: (count) => receivedBy(world, count),
    stop: () => close(server),
  };
}

interface World {
  readonly options: ModelOptions & { readonly prefix: string };
  readonly next: Answer[];
  readonly requests: Received[];
  readonly violations: string[];
  readonly waiting: { readonly count: number; readonly tell: () => void }[];
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const reply = await replyTo(world, request, gone.signal);
  if (!gone.signal.aborted) sendReply(reply, response);
}

async function replyTo(world: World, request: IncomingMessage, signal: AbortSignal): Promise<Reply> {
  const body = await readBody(request);
  const { method = "", url: path = "", headers } = request;
  const { prefix, answer: usual } = world.options;
  if (method !== "POST" || path !== `${prefix}/chat/completions`) {
    return error(404, { message: `Invalid URL (${method} ${path})` });
  }
  const received = { path, body, authorization: headers.authorization ?? "" };
  world.requests.push(received);
  world.violations.push(...faultsOf(body));
  tell(world);
  const refusal = doorkeeper(world, received);
  if (refusal !== null) return refusal;
  const answer = world.next.shift() ?? usual ?? fits;
  return typeof answer === "function" ? answer(body, signal) : answer;
}

function doorkeeper(
  { options: { apiKey, models, refuses = [] } }: World,
  { body, authorization }: Received,
): Reply | null {
  if (apiKey !== undefined && authorization !== `Bearer ${apiKey}`) {
    const given = authorization.replace("Bearer ", "");
    return error(401, { message: `Incorrect API key provided: ${given}.`, code: "invalid_api_key" });
  }
  if (models?.includes(body.model) === false) {
    return error(404, { message: `The model \`${body.model}\` does not exist.`, code: "model_not_found" });
  }
  return refusalFor(body, refuses) ?? refusalOfForm(body);
}

async function readBody(request: IncomingMessage): Promise<ChatRequest> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return JSON.parse(text === "" ? "{}" : text);
}

function receivedBy(world: World, count: number): Promise<void> {
  return new Promise((resolve) => {
    world.waiting.push({ count, tell: resolve });
    tell(world);
  });
}

function tell({ requests, waiting }: World): void {
  for (const one of waiting) if (one.count <= requests.length) one.tell();
}
