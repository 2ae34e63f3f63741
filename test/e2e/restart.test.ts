import { afterAll, beforeAll, expect, test } from "vitest";
import { startGitHub, type GitHub } from "../support/github/start.ts";
import { build, openShop, sourcesOf, stopGitHub } from "../support/live-shop.ts";
import { BROKEN } from "../support/pull-world.ts";
import { dataFolder, queueIsEmpty, serve, type ServeProcess } from "../support/serve-process.ts";

let github: GitHub;
let server: ServeProcess;
const folder = dataFolder();

beforeAll(async () => {
  github = await startGitHub();
  github.onPush(build);
  // No sweep at start: it would find again what the store had lost.
  const never = { kind: "500", when: "before", times: Number.MAX_SAFE_INTEGER } as const;
  github.failNext(/^GET \/app\/installations$/u, never);
  server = await serve(github, folder.path);
}, 30_000);
afterAll(async () => {
  await server.kill("SIGTERM");
  await stopGitHub(github);
  folder.remove();
});

test("what was acknowledged is worked on after a kill, once", async () => {
  const shop = await openShop(github, "killed");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  const help = await pull.comment("wendy", "/headgate help");
  await server.kill("SIGKILL");
  const atTheKill = pull.checkRuns().map(({ conclusion }) => conclusion);

  server = await serve(github, folder.path);
  await queueIsEmpty(server.url);

  expect(atTheKill).not.toContain("failure");
  expect(pull.checkRuns()).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  const ours = pull.comments().filter(({ author }) => author === github.appLogin);
  expect(ours.filter(({ body }) => body.includes("headgate:review"))).toHaveLength(1);
  expect(ours.filter(({ body }) => body.includes(`headgate:reply v1 issue=${help} `))).toHaveLength(1);
});

test("what GitHub could not deliver while no server ran is asked for again", async () => {
  const shop = await openShop(github, "missed");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await queueIsEmpty(server.url);
  await server.kill("SIGTERM");
  await pull.push(sourcesOf(BROKEN));

  server = await serve(github, folder.path);
  await expect.poll(() => pull.checkRuns(), { timeout: 20_000 }).toMatchObject([{ conclusion: "failure" }]);

  expect(pull.comments()).toHaveLength(1);
});

test("T10: a delivery that is sent three times is worked on once", async () => {
  const shop = await openShop(github, "replayed");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await queueIsEmpty(server.url);
  github.webhooks.hold();
  const help = await pull.comment("wendy", "/headgate help");
  const [delivery] = github.webhooks.held();
  github.webhooks.release();
  if (delivery === undefined) throw new Error("There is no delivery.");

  const first = await github.webhooks.send(delivery);
  const again = await github.webhooks.send(delivery);
  await queueIsEmpty(server.url);
  const later = await github.webhooks.send(delivery);
  await queueIsEmpty(server.url);

  expect([first, again, later].map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect(pull.comments().filter(({ body }) => body.includes(`issue=${help} `))).toHaveLength(1);
  expect(pull.reactions(help)).toHaveLength(1);
});
