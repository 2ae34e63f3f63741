import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../../src/server.ts";
import { WEBHOOK_PATH } from "../../src/server/listener.ts";
import { serverParts } from "../../src/server/parts.ts";
import type { Settings } from "../../src/server/settings.ts";
import { build, stopGitHub } from "./live-shop.ts";
import { startGitHub, type GitHub } from "./github/start.ts";
import { queueIsEmpty } from "./serve-process.ts";

/** The whole server on the GitHub stand-in, in this process. */
export interface LiveApp {
  readonly github: GitHub;
  /** Resolves when every webhook that was sent is worked on to its end. */
  readonly idle: () => Promise<void>;
  /** Stops both. Rejects when a request was not as GitHub describes it. */
  readonly stop: () => Promise<void>;
}

/** Starts both. CI builds the artifacts of every push. */
export async function startLiveApp(): Promise<LiveApp> {
  const github = await startGitHub();
  const dataDir = await mkdtemp(join(tmpdir(), "headgate-live-"));
  github.onPush(build);
  const server = await startServer(settingsFor(github, dataDir), serverParts);
  github.webhooks.sendTo(`${server.url}${WEBHOOK_PATH}`);
  return {
    github,
    idle: async () => {
      await github.webhooks.settled();
      await queueIsEmpty(server.url);
    },
    stop: async () => {
      await server.stop();
      await stopGitHub(github);
      await rm(dataDir, { recursive: true });
    },
  };
}

function settingsFor(github: GitHub, dataDir: string): Settings {
  return {
    appId: github.appId,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    host: "127.0.0.1",
    port: 0,
    baseUrl: github.apiUrl,
    databaseUrl: null,
    dataDir,
    logLevel: "error",
  };
}
