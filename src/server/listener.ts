import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { createNodeMiddleware } from "probot";
import type { Store } from "../ports.ts";
import type { Metrics } from "./metrics.ts";
import { readBody } from "./read-body.ts";

/** Where GitHub sends webhooks to; `app.yml` names the same path. */
export const WEBHOOK_PATH = "/api/github/webhooks";

/** What the listener answers from. */
export interface ListenerPorts {
  readonly store: Store;
  readonly metrics: Metrics;
  readonly isWorking: () => boolean;
  /** Probot's middleware: checks the signature and hands the event over. */
  readonly webhooks: Awaited<ReturnType<typeof createNodeMiddleware>>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The routes of the server. */
export function listenerOf(ports: ListenerPorts): RequestListener {
  return (request, response) => {
    void respond(request, response, ports);
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  ports: ListenerPorts,
): Promise<void> {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  try {
    if (path === WEBHOOK_PATH) await takeWebhook(request, response, ports);
    else send(response, await answerTo(`${request.method ?? ""} ${path}`, ports));
  } catch {
    // A client that hung up while it sent: there is nobody to answer.
    response.destroy();
  }
}

/** The body is read here, because Probot would read one of any length before it knows who sent it. */
async function takeWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  { webhooks }: ListenerPorts,
): Promise<void> {
  const body = await readBody(request);
  if (body === null) {
    response.setHeader("connection", "close");
    send(response, { status: 413, text: "longer than any webhook of GitHub" });
    return;
  }
  request.body = body;
  await webhooks(request, response);
}

async function answerTo(route: string, ports: ListenerPorts): Promise<Answer> {
  switch (route) {
    case "GET /healthz":
      return { status: 200, text: "alive" };
    case "GET /readyz":
      return readiness(ports);
    case "GET /metrics":
      return metricsText(ports);
    default:
      return { status: 404, text: "not found" };
  }
}

async function readiness({ store, isWorking }: ListenerPorts): Promise<Answer> {
  if (!isWorking()) return { status: 503, text: "the worker is not running" };
  try {
    await store.check();
    return { status: 200, text: "ready" };
  } catch {
    return { status: 503, text: "the store cannot be reached" };
  }
}

async function metricsText({ store, metrics }: ListenerPorts): Promise<Answer> {
  try {
    const unfinished = await store.countUnfinished();
    return { status: 200, text: metrics.render({ unfinished, feedback: await store.tallyFeedback() }) };
  } catch {
    return { status: 503, text: "the store cannot be reached" };
  }
}

function send(response: ServerResponse, { status, text }: Answer): void {
  response.writeHead(status, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
}
