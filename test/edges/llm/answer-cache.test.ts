import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultDraft } from "../../../src/core/draft/settings.ts";
import { draftWorld, LEAD } from "../../support/model-call.ts";
import * as model from "../../support/model/replies.ts";
import { startModel, type ModelServer } from "../../support/model/start.ts";

let folder = "";
let server: ModelServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-answers-"));
  server = await startModel({ answer: model.says(LEAD) });
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

test("what did not change since the last push costs nothing, for another process too", async () => {
  const first = await draftWorld(server, { folder }).draft({ cacheKey: "cluster 1" });

  const second = await draftWorld(server, { folder }).draft({ cacheKey: "cluster 1" });

  expect(second).toEqual({ ...first, tokens: { input: 0, output: 0, cached: 0 } });
  expect(server.requests()).toHaveLength(1);
});

test("it costs nothing either when the budget is spent", async () => {
  const world = draftWorld(server, { folder });
  await world.draft({ cacheKey: "cluster 1" });
  const budgets = { pullTokens: 1, dayTokens: 1, dayCost: 0 };

  const again = await world.draft({ cacheKey: "cluster 1", settings: { ...defaultDraft, budgets } });

  expect(again.kind).toBe("answered");
});

test.each([
  ["other facts", { cacheKey: "cluster 2" }],
  ["another model", { cacheKey: "cluster 1", size: "large" as const }],
  [
    "another form",
    { cacheKey: "cluster 1", answer: { name: "lead", schema: { type: "object", properties: {} } } },
  ],
])("%s are asked anew", async (_, over) => {
  const world = draftWorld(server, { folder });
  await world.draft({ cacheKey: "cluster 1" });

  await world.draft(over);

  expect(server.requests()).toHaveLength(2);
});

test("another endpoint is asked anew", async () => {
  const other = await startModel();
  await draftWorld(server, { folder }).draft({ cacheKey: "cluster 1" });

  await draftWorld(other, { folder }).draft({ cacheKey: "cluster 1" });

  expect(other.requests()).toHaveLength(1);
  await other.stop();
});

test("a call without a key is not kept, and neither is one without an answer", async () => {
  server.next(model.says(LEAD), model.refusal);
  const world = draftWorld(server, { folder });

  await world.draft({ cacheKey: null });
  await world.draft({ cacheKey: "cluster 1" });

  expect(await readdir(folder)).toEqual([]);
});

test("what is kept is the answer alone, under a name that says nothing", async () => {
  await draftWorld(server, { folder }).draft({ cacheKey: "orders.discount is gone" });

  const names = await readdir(folder, { recursive: true });
  const kept = await readFile(join(folder, names.find((name) => name.includes("/")) ?? ""), "utf8");

  expect(names.join()).toMatch(/^[0-9a-f]{2},[0-9a-f]{2}\/[0-9a-f]{64}$/u);
  expect(kept.split("\n")[1]).toBe(JSON.stringify(JSON.stringify(LEAD)));
});
