import { generateKeyPairSync } from "node:crypto";
import { EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { JournalStore } from "../../src/edges/store/journal.ts";
import type { ServerTools } from "../../src/server.ts";
import { runServer } from "../../src/server/run-server.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
let dataDir = "";

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "headgate-run-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

function processWith(env: Record<string, string>) {
  const whole = {
    APP_ID: "12",
    PRIVATE_KEY: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    WEBHOOK_SECRET: "a long secret",
    HOST: "127.0.0.1",
    PORT: "0",
    HEADGATE_DATA_DIR: dataDir,
    LOG_LEVEL: "error",
  };
  return Object.assign(new EventEmitter(), { env: { ...whole, ...env } });
}

/** The parts of a server on a host that has nothing; `onStart` is told when they are asked for. */
function partsWith(onStart: (tools: ServerTools) => void) {
  return (tools: ServerTools) => {
    onStart(tools);
    return {
      forgeApp: {
        listRepositories: () => Promise.resolve([]),
        redeliverFailed: () => Promise.resolve(0),
        forgeOf: () => Promise.reject(new Error("not asked for")),
      },
      work: () => Promise.reject(new Error("not asked for")),
      giveUp: () => Promise.resolve(),
    };
  };
}

test.each(["SIGTERM", "SIGINT"])("%s stops the server and closes its store", async (signal) => {
  const process = processWith({});
  const running = runServer(
    process,
    partsWith(() => undefined),
  );
  while (process.listenerCount(signal) === 0) await new Promise((resolve) => setImmediate(resolve));

  process.emit(signal);
  await running;

  await (await JournalStore.open(dataDir)).close();
  expect(process.eventNames()).toEqual([]);
});

test.each([{ WEBHOOK_SECRET: "development" }, { WEBHOOK_SECRET: "" }, { APP_ID: "" }, { PRIVATE_KEY: "" }])(
  "without what is needed nothing is started: %j",
  async (env) => {
    let started = 0;

    const running = runServer(
      processWith(env),
      partsWith(() => {
        started += 1;
      }),
    );

    await expect(running).rejects.toMatchObject({ name: "KnownError" });
    expect(started).toBe(0);
  },
);

test("a server whose database cannot be reached is refused, and its address is not said", async () => {
  const running = runServer(
    processWith({ DATABASE_URL: "postgres://user:pass-word@127.0.0.1:9/none" }),
    partsWith(() => undefined),
  );

  await expect(running).rejects.toMatchObject({ code: "database-unusable" });
  await expect(running).rejects.not.toThrow(/pass-word/u);
});
