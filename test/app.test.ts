import { generateKeyPairSync } from "node:crypto";
import { Probot } from "probot";
import { expect, test } from "vitest";
import { headgateApp } from "../src/app.ts";
import { silentLogger } from "../src/server/logger.ts";
import { Metrics } from "../src/server/metrics.ts";
import { MemoryStore } from "./support/memory-store.ts";
import { issueCommentPayload, pullRequestPayload } from "./support/payloads.ts";
import { testLog } from "./support/test-log.ts";
import { settled, TestTimers } from "./support/test-timers.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();

async function setUp() {
  const ports = {
    store: new MemoryStore(),
    timers: new TestTimers(),
    log: testLog(),
    metrics: new Metrics(),
  };
  let woken = 0;
  const probot = new Probot({ appId: 12, privateKey: pem, secret: "s", log: silentLogger });
  await probot.load(headgateApp({ ...ports, onRecorded: () => void woken++ }), {
    cwd: ".",
    addHandler: () => undefined,
  });
  const receive = (id: string, name: string, payload: object) =>
    probot.receive(Object.assign(Object.create(null), { id, name, payload }));
  return { ...ports, receive, woken: () => woken };
}

test("a comment is one delivery, also when it is sent again", async () => {
  const { receive, store, woken } = await setUp();
  const payload = issueCommentPayload("/headgate good F1\n/headgate bad F2");

  await receive("a", "issue_comment", payload);
  await receive("a", "issue_comment", payload);

  expect(store.deliveries.map(({ id, command }) => [id, command?.line])).toEqual([
    ["a/0/7", "/headgate good F1\n/headgate bad F2"],
  ]);
  expect(woken()).toBe(1);
});

test("a delivery that the store does not take fails, so that GitHub keeps it as failed", async () => {
  const { receive, store, log, woken } = await setUp();
  store.fails = true;

  await expect(receive("a", "pull_request", pullRequestPayload("opened"))).rejects.toThrow(
    "cannot be recorded",
  );

  expect(woken()).toBe(0);
  expect(log.lines).toMatchObject([{ level: "error", message: "webhook cannot be recorded" }]);
  store.fails = false;
  await receive("a", "pull_request", pullRequestPayload("opened"));
  expect(store.deliveries).toHaveLength(1);
});

test("a store that does not answer in eight seconds fails the delivery before Probot would acknowledge it", async () => {
  const { receive, store, timers } = await setUp();
  store.record = () => new Promise(() => undefined);
  const received = receive("a", "pull_request", pullRequestPayload("opened"));
  await settled();

  const [outcome] = await Promise.allSettled([received, timers.pass(8000)]);

  expect(outcome).toMatchObject({ status: "rejected" });
});

test("log lines say which delivery and which pull request, and nothing that stands in it", async () => {
  const { receive, log } = await setUp();

  await receive("a", "pull_request", pullRequestPayload("opened", { title: "SECRET TITLE" }));
  await receive("b", "issue_comment", issueCommentPayload("/headgate ask SECRET QUESTION"));
  await receive("c", "pull_request", { action: "opened", pull_request: "SECRET", installation: { id: 1 } });

  expect(log.lines).toMatchObject([
    { fields: { delivery: "a", pull: "acme/shop#7" }, message: "delivery recorded" },
    { fields: { delivery: "b", pull: "acme/shop#7" }, message: "delivery recorded" },
    { level: "warn", fields: { delivery: "c", event: "pull_request" }, message: "webhook cannot be read" },
  ]);
  expect(JSON.stringify(log.lines)).not.toContain("SECRET");
});
