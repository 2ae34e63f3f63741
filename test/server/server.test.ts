import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { emptyState } from "../../src/core/pull/state.ts";
import type { Claim, ForgeApp } from "../../src/ports.ts";
import { startServer, type RunningServer } from "../../src/server.ts";
import { WEBHOOK_PATH } from "../../src/server/listener.ts";
import type { Settings } from "../../src/server/settings.ts";
import { sha } from "../support/deliveries.ts";
import { issueCommentPayload, pullRequestPayload } from "../support/payloads.ts";
import { signedRequest } from "../support/signed.ts";

const secret = "a long secret";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();

/** A host on which nothing is open. */
const nothingOpen: ForgeApp = {
  listRepositories: () => Promise.resolve([]),
  redeliverFailed: () => Promise.resolve(0),
  forgeOf: () => Promise.reject(new Error("not asked for")),
};

let dataDir = "";
let server: RunningServer | null = null;
let claims: Claim[] = [];
let worked: () => void = () => undefined;

/** Resolves when that many claims were worked on. */
function claimed(count: number): Promise<void> {
  return new Promise((resolve) => {
    worked = () => {
      if (claims.length >= count) resolve();
    };
    worked();
  });
}

function settingsOn(port: number): Settings {
  return {
    appId: 12,
    privateKey: pem,
    webhookSecret: secret,
    host: "127.0.0.1",
    port,
    baseUrl: "http://127.0.0.1:9",
    databaseUrl: null,
    dataDir,
    logLevel: "error",
  };
}

async function start(forgeApp = nothingOpen): Promise<RunningServer> {
  const settings = settingsOn(0);
  server = await startServer(settings, () => ({
    forgeApp,
    work: (claim) => {
      claims.push(claim);
      worked();
      return Promise.resolve({ state: emptyState, owed: null });
    },
    giveUp: () => Promise.resolve(),
  }));
  return server;
}

async function stop(): Promise<void> {
  await server?.stop();
  server = null;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "headgate-server-"));
  claims = [];
  worked = () => undefined;
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

/** Sends a webhook; the event is that of a pull request unless `id` says another, as in `issue_comment:a`. */
function send(url: string, id: string, payload: object): Promise<Response> {
  const event = id.includes(":") ? (id.split(":", 1)[0] ?? "") : "pull_request";
  return fetch(`${url}${WEBHOOK_PATH}`, signedRequest(event, payload, { id, secret }));
}

describe("webhooks", () => {
  test("a signed webhook is acknowledged and worked on, and one that is sent again is worked on once", async () => {
    const { url } = await start();

    const first = await send(url, "a", pullRequestPayload("opened"));
    const again = await send(url, "a", pullRequestPayload("opened"));
    const other = await send(url, "b", pullRequestPayload("opened", { number: 8 }));
    await claimed(2);

    expect([first.status, again.status, other.status]).toEqual([200, 200, 200]);
    expect(claims.map(({ work }) => work.pull.number)).toEqual([7, 8]);
    expect(claims[0]?.work.pull).toEqual({ installation: 1, owner: "acme", repository: "shop", number: 7 });
  });

  test("what was recorded before a restart is not taken again after it", async () => {
    const { url } = await start();
    await send(url, "a", pullRequestPayload("opened"));
    await claimed(1);
    await stop();

    const { url: later } = await start();
    const again = await send(later, "a", pullRequestPayload("opened"));
    await send(later, "b", pullRequestPayload("synchronize", { head: { sha: sha("b") } }));
    await claimed(2);

    expect(again.status).toBe(200);
    expect(claims.map(({ generation }) => generation)).toEqual([1, 2]);
  });

  test("a webhook with another signature, or none, is refused and nothing is recorded", async () => {
    const { url } = await start();
    const forged = signedRequest("pull_request", pullRequestPayload("opened"), {
      id: "a",
      secret: "guessed",
    });
    const { "x-hub-signature-256": _, ...unsigned } = forged.headers;

    const answers = [
      await fetch(`${url}${WEBHOOK_PATH}`, forged),
      await fetch(`${url}${WEBHOOK_PATH}`, { ...forged, headers: unsigned }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('headgate_deliveries_total{event="unknown",result="refused"} 1');
    expect(metrics).toContain("headgate_queue_depth 0");
  });

  test("a webhook that cannot be read is acknowledged and counted", async () => {
    const { url } = await start();

    const answer = await send(url, "a", { action: "opened", installation: { id: 1 } });

    expect(answer.status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'event="pull_request",result="unreadable"} 1',
    );
  });

  test("a body longer than any of GitHub's is refused before it is read to its end", async () => {
    const { url } = await start();

    const answer = await fetch(`${url}${WEBHOOK_PATH}`, {
      method: "POST",
      body: "x".repeat(26 * 1024 * 1024),
    }).catch(() => null);

    // The answer may be lost when the connection ends while the client still sends.
    expect([413, undefined]).toContain(answer?.status);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("a workflow run of a fork finds the pull request by its head", async () => {
    const { url } = await start();
    await send(url, "a", pullRequestPayload("opened"));
    await claimed(1);
    const run = { head_sha: sha("a"), conclusion: "success", pull_requests: [] };
    const { pull_request: _, ...place } = pullRequestPayload("completed");

    await send(url, "workflow_run:b", { ...place, workflow_run: run });
    await claimed(2);

    expect(claims[1]?.work).toMatchObject({ pull: { number: 7 }, review: "changed" });
  });

  test("comments that say nothing to us cost no work", async () => {
    const { url } = await start();

    await send(url, "issue_comment:a", issueCommentPayload("looks good"));
    await send(url, "b", { action: "labeled" });

    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'event="issue_comment",result="ignored"} 1',
    );
    expect(claims).toEqual([]);
  });
});

describe("the server", () => {
  test("says that it is alive and ready, and nothing about what is not there", async () => {
    const { url } = await start();

    const answers = await Promise.all(
      ["/healthz", "/readyz", "/metrics", "/", "/probot", "/healthz/x"].map((path) => fetch(`${url}${path}`)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404, 404]);
    expect(await answers[0]?.text()).toBe("alive");
  });

  test("is started on open pull requests that it never heard of", async () => {
    const repository = { installation: 1, owner: "acme", repository: "farm" };
    await start({
      ...nothingOpen,
      listRepositories: () => Promise.resolve([repository]),
      forgeOf: (key) =>
        Promise.resolve(
          Object.assign(Object.create(null), { listOpenPulls: () => Promise.resolve([3]), key }),
        ),
    });

    await claimed(1);

    expect(claims[0]?.work).toMatchObject({ pull: { ...repository, number: 3 }, review: "changed" });
  });

  test("refuses a port that somebody else has, and leaves its data directory to the next one", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const settings = settingsOn(port);
    const parts = {
      forgeApp: nothingOpen,
      work: () => Promise.reject(new Error("not asked for")),
      giveUp: () => Promise.resolve(),
    };

    await expect(startServer(settings, () => parts)).rejects.toMatchObject({ code: "port-unusable" });

    other.close();
    await expect(start()).resolves.toMatchObject({ url: expect.stringContaining("http://127.0.0.1:") });
  });
});
