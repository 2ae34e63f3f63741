import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createNodeMiddleware, Probot } from "probot";
import { headgateApp } from "./app.ts";
import { JournalStore } from "./edges/store/journal.ts";
import { PostgresStore } from "./edges/store/postgres.ts";
import { errorFields } from "./error-fields.ts";
import { KnownError } from "./errors.ts";
import type { ForgeApp, Log, Store } from "./ports.ts";
import { catchUp } from "./queue/catch-up.ts";
import { usualLimits } from "./queue/queue.ts";
import { systemTimers } from "./queue/timers.ts";
import type { GiveUp, Work } from "./queue/work.ts";
import { Worker } from "./queue/worker.ts";
import { listenerOf, WEBHOOK_PATH } from "./server/listener.ts";
import { createLogger, logOver, silentLogger } from "./server/logger.ts";
import { Metrics } from "./server/metrics.ts";
import { QuietOctokit } from "./server/quiet-octokit.ts";
import type { Settings } from "./server/settings.ts";

/** How long work may go on when the server is to stop. Orchestrators kill after thirty seconds. */
const GRACE_MS = 20_000;
/** GitHub hangs up after ten seconds. */
const REQUEST_MS = 15_000;

/** What the server needs to be told: how to reach the code host, and what to do with a claim. */
export interface ServerParts {
  readonly forgeApp: ForgeApp;
  readonly work: Work;
  readonly giveUp: GiveUp;
}

/** What those parts are made from. */
export interface ServerTools {
  readonly settings: Settings;
  /** Signs in as the App and its installations. */
  readonly probot: Probot;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface RunningServer {
  /** Where it listens, for example `http://localhost:3000`. */
  readonly url: string;
  /** Takes nothing more, lets what runs end, and closes the store. */
  readonly stop: () => Promise<void>;
}

/** Starts the GitHub App server. Throws `KnownError` when its store cannot be opened or its port cannot be had. */
export async function startServer(
  settings: Settings,
  partsOf: (tools: ServerTools) => ServerParts,
): Promise<RunningServer> {
  const log = logOver(createLogger(settings.logLevel));
  const store = await openStore(settings, log);
  try {
    const metrics = new Metrics();
    const tools = { settings, probot: probotOf(settings), store, log, metrics };
    return await startWith(tools, partsOf(tools));
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startWith(
  { settings, probot, store, log, metrics }: ServerTools,
  { forgeApp, work, giveUp }: ServerParts,
): Promise<RunningServer> {
  const timers = systemTimers;
  const onEnd = metrics.work.bind(metrics);
  const worker = new Worker({ store, timers, log, work, giveUp, limits: usualLimits, onEnd });
  const onRecorded = worker.wake.bind(worker);
  const app = headgateApp({ store, timers, log, metrics, onRecorded });
  const webhooks = await createNodeMiddleware(app, { probot, webhooksPath: WEBHOOK_PATH });
  const http = createServer(listenerOf({ store, metrics, webhooks, isWorking: () => worker.isRunning }));
  await listen(http, settings);
  worker.start();
  const stopping = new AbortController();
  const startedAt = timers.now();
  void catchUp({ app: forgeApp, store, log, startedAt, onRecorded, signal: stopping.signal });
  const url = addressOf(http);
  log.info({ url, store: settings.databaseUrl === null ? "journal" : "postgres" }, "server started");
  return {
    url,
    stop: async () => {
      stopping.abort();
      await Promise.all([closed(http), worker.stop(GRACE_MS)]);
      await store.close();
      log.info({}, "server stopped");
    },
  };
}

function probotOf({ appId, privateKey, webhookSecret: secret, baseUrl }: Settings): Probot {
  return new Probot({ appId, privateKey, secret, baseUrl, Octokit: QuietOctokit, log: silentLogger });
}

function openStore({ databaseUrl, dataDir }: Settings, log: Log): Promise<Store> {
  if (databaseUrl === null) return JournalStore.open(dataDir);
  return PostgresStore.open(databaseUrl, (error) => {
    log.warn(errorFields(error), "a connection to the database broke");
  });
}

async function listen(http: Server, { host, port }: Settings): Promise<void> {
  http.requestTimeout = REQUEST_MS;
  http.listen(port, host);
  try {
    await once(http, "listening");
  } catch (cause) {
    throw new KnownError(
      "port-unusable",
      {
        what: `Headgate cannot listen on port ${port} of ${host}.`,
        why: cause instanceof Error ? cause.message : "",
        todo: "Set PORT and HOST to what is free and ours.",
      },
      { cause },
    );
  }
}

function addressOf(http: Server): string {
  const address = http.address();
  if (address === null || typeof address === "string") return String(address);
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** Answers that are on their way are let out; connections that wait for another request are not waited for. */
async function closed(http: Server): Promise<void> {
  const end = once(http, "close");
  http.close();
  http.closeIdleConnections();
  await end;
}
