import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { GitHub } from "./github/start.ts";
import { queueDepth } from "./queue-depth.ts";

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** A process of the built `headgate serve`. */
export interface ServeProcess {
  readonly url: string;
  /** Resolves when the process is gone. */
  readonly kill: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
}

/** A data directory for servers to be started on one after the other. */
export function dataFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "headgate-serve-"));
  return { path, remove: () => rmSync(path, { recursive: true }) };
}

/** Starts the server on a stand-in, which sends its webhooks there from now on. */
export async function serve(github: GitHub, dataDir: string): Promise<ServeProcess> {
  const child = spawn(process.execPath, [command, "serve"], {
    env: { PATH: process.env["PATH"], ...settingsFor(github), HEADGATE_DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    const url = /"url":"([^"]+)".*"msg":"server started"/u.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    github.webhooks.sendTo(`${url}/api/github/webhooks`);
    return {
      url,
      kill: async (signal) => {
        child.kill(signal);
        await ended;
      },
    };
  }
  throw new Error("The server ended before it listened.");
}

/** Resolves when the server has no work left. */
export async function queueIsEmpty(url: string): Promise<void> {
  while ((await queueDepth(url)) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

function settingsFor(github: GitHub): Readonly<Record<string, string>> {
  const { host, protocol } = new URL(github.url);
  return {
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: github.webhookSecret,
    GHE_HOST: host,
    GHE_PROTOCOL: protocol.replace(":", ""),
    HOST: "127.0.0.1",
    PORT: "0",
  };
}
