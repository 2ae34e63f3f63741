import { expect, test } from "vitest";
import type { RepositoryKey } from "../../src/core/pull/pull.ts";
import { ForgeError } from "../../src/errors.ts";
import { catchUp, type CatchUp } from "../../src/queue/catch-up.ts";
import { MemoryStore } from "../support/memory-store.ts";
import { testLog } from "../support/test-log.ts";

const refused = new ForgeError("forge-refused", { what: "No.", why: "", todo: "" });
const shop: RepositoryKey = { installation: 1, owner: "acme", repository: "shop" };
const farm: RepositoryKey = { installation: 2, owner: "acme", repository: "farm" };

/** An App over repositories with open pull requests; null: the repository refuses. */
function appOf(open: readonly (readonly [RepositoryKey, readonly number[] | null])[]) {
  const asked: number[] = [];
  const app: CatchUp["app"] = {
    listRepositories: () => Promise.resolve(open.map(([repository]) => repository)),
    redeliverFailed: (since) => {
      asked.push(since);
      return Promise.resolve(3);
    },
    forgeOf: (repository) => {
      const numbers = open.find(([key]) => key === repository)?.[1] ?? null;
      if (numbers === null) return Promise.reject(refused);
      return Promise.resolve({ listOpenPulls: () => Promise.resolve(numbers) });
    },
  };
  return { app, asked };
}

function setUp(app: CatchUp["app"]) {
  const store = new MemoryStore();
  const log = testLog();
  let woken = 0;
  const setting = {
    app,
    store,
    log,
    startedAt: 1_000_000_000,
    signal: new AbortController().signal,
    onRecorded: () => void woken++,
  };
  return { store, log, setting, woken: () => woken };
}

test("every open pull request is recorded as changed, and each start does so once", async () => {
  const { app } = appOf([
    [shop, [1, 7]],
    [farm, [2]],
  ]);
  const { store, setting, woken } = setUp(app);

  await catchUp(setting);
  await catchUp(setting);

  expect(store.deliveries.map(({ pull, review }) => [pull.repository, pull.number, review])).toEqual([
    ["shop", 1, "changed"],
    ["shop", 7, "changed"],
    ["farm", 2, "changed"],
  ]);
  expect(store.deliveries.every(({ headSha, command }) => headSha === null && command === null)).toBe(true);
  expect(woken()).toBeGreaterThan(0);
});

test("deliveries that failed in the last three days are asked for again", async () => {
  const { app, asked } = appOf([]);
  const { setting } = setUp(app);

  await catchUp(setting);

  expect(asked).toEqual([1_000_000_000 - 3 * 86_400_000]);
});

test("a repository that refuses is said and does not keep the others from being swept", async () => {
  const { app } = appOf([
    [farm, null],
    [shop, [1]],
  ]);
  const { store, log, setting } = setUp({ ...app, redeliverFailed: () => Promise.reject(refused) });

  await catchUp(setting);

  expect(store.deliveries).toHaveLength(1);
  expect(log.lines).toContainEqual({
    level: "error",
    fields: { repository: "acme/farm", error: "forge-refused" },
    message: "repository cannot be swept",
  });
  expect(log.lines.map(({ message }) => message)).toContain("failed deliveries cannot be asked for");
});

test("an App that cannot list its repositories is said, not thrown", async () => {
  const { app } = appOf([]);
  const { log, setting } = setUp({ ...app, listRepositories: () => Promise.reject(refused) });

  await catchUp(setting);

  expect(log.lines.map(({ message }) => message)).toContain("repositories cannot be listed");
});
