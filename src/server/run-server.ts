import { once, type EventEmitter } from "node:events";
import { startServer, type ServerParts, type ServerTools } from "../server.ts";
import type { Environment } from "./private-key.ts";
import { readSettings } from "./settings.ts";

/** What is used of `process`. */
export interface Signals extends EventEmitter {
  readonly env: Environment;
}

/**
 * Runs the server until SIGTERM or SIGINT, then lets what runs end. A second signal ends the process at once.
 * Throws `KnownError` when the environment lacks something or the server cannot be started.
 */
export async function runServer(
  process: Signals,
  partsOf: (tools: ServerTools) => ServerParts,
): Promise<void> {
  const server = await startServer(readSettings(process.env), partsOf);
  const waiting = new AbortController();
  await Promise.race(["SIGTERM", "SIGINT"].map((name) => once(process, name, { signal: waiting.signal })));
  waiting.abort();
  await server.stop();
}
