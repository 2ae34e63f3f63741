import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { Octokit } from "@octokit/rest";
import type { Emulator } from "emulate";
import { close, listen } from "./http/listen.ts";

/** A GitHub that somebody else wrote, with one open pull request. */
export interface Partner {
  readonly url: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly owner: string;
  readonly repo: string;
  readonly openPull: () => Promise<{ readonly number: number; readonly sha: string }>;
  readonly stop: () => Promise<void>;
}

const OWNER = "octocat";
const TOKEN = "person-token";

/** Starts the package `emulate` on a free port; null where it cannot start. */
export async function startEmulate(webhookUrl: string, webhookSecret: string): Promise<Partner | null> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privateKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const app = { app_id: 77, slug: "headgate", name: "Headgate", private_key: privateKey };
  const permissions = { contents: "read", pull_requests: "write", issues: "write", checks: "write" };
  const hook = { webhook_url: webhookUrl, webhook_secret: webhookSecret, events: ["pull_request"] };
  const installations = [{ installation_id: 100, account: OWNER }];
  const seed = {
    tokens: { [TOKEN]: { login: OWNER, scopes: ["repo"] } },
    github: {
      users: [{ login: OWNER }],
      repos: [{ owner: OWNER, name: "shop", auto_init: true }],
      apps: [{ ...app, ...hook, permissions, installations }],
    },
  };
  const emulator = await start(await freePort(), seed);
  if (emulator === null) return null;
  return {
    url: emulator.url,
    appId: app.app_id,
    privateKey,
    owner: OWNER,
    repo: "shop",
    openPull: () => openPull(emulator.url),
    stop: () => emulator.close(),
  };
}

async function start(port: number, seed: Record<string, unknown>): Promise<Emulator | null> {
  try {
    const { createEmulator } = await import("emulate");
    return await createEmulator({ service: "github", port, seed, baseUrl: `http://127.0.0.1:${port}` });
  } catch {
    return null;
  }
}

async function openPull(url: string) {
  const person = new Octokit({ baseUrl: url, auth: TOKEN });
  const place = { owner: OWNER, repo: "shop" };
  const main = await person.rest.git.getRef({ ...place, ref: "heads/main" });
  await person.rest.git.createRef({ ...place, ref: "refs/heads/change", sha: main.data.object.sha });
  const content = Buffer.from("select 1\n").toString("base64");
  const file = { ...place, path: "a.sql", branch: "change", message: "Change", content };
  await person.rest.repos.createOrUpdateFileContents(file);
  const { data } = await person.rest.pulls.create({
    ...place,
    head: "change",
    base: "main",
    title: "Change",
  });
  return { number: data.number, sha: data.head.sha };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
}
