import { expect, test } from "vitest";
import type { UsageLog } from "../../src/core/usage/usage-log.ts";
import { noUsage } from "../support/no-usage.ts";
import { BROKEN, PullWorld } from "../support/pull-world.ts";
import { logWith, useWith } from "../support/usage.ts";

const ORDERS = "model.shop.orders";

/** A pull request whose operator keeps these snapshots; a name that begins with `broken` is none. */
function worldWith(log: UsageLog, ...snapshots: readonly string[]): PullWorld {
  const world = new PullWorld();
  world.manifests.set(". head", BROKEN);
  world.snapshots = snapshots;
  world.usage = {
    ...noUsage,
    isSnapshot: (file) => Promise.resolve(!file.startsWith("broken")),
    readSnapshots: (files) =>
      files.includes("kept.parquet")
        ? Promise.resolve(log)
        : Promise.reject(new Error("nothing is to be read")),
  };
  return world;
}

const LOG = logWith(
  [null, "amount"].map((column) => useWith({ uniqueId: ORDERS, column, queries: 412, people: 23 })),
);

test("what an operator keeps of use stands in the comment, and a command is answered from it", async () => {
  const world = worldWith(LOG, "kept.parquet");

  await world.work("changed");
  await world.work(null, "/headgate usage orders");

  expect(world.sticky).toContain("412 queries by 23 people");
  expect(world.replies.join("\n")).toContain("412 queries by 23 people");
});

test("a broken snapshot costs what it would have told, and the comment says so", async () => {
  const world = worldWith(LOG, "broken.parquet", "kept.parquet");

  await world.work("changed");

  expect(world.sticky).toContain("412 queries by 23 people");
  expect(world.sticky).toContain("A usage snapshot that the operator of Headgate keeps could not be read");
  expect(world.logged).toContain("a file of usage is no snapshot");
});

test("without a snapshot nothing is asked", async () => {
  const world = worldWith(LOG);

  await world.work("changed");

  expect(world.sticky).not.toContain("queries by");
});

/** A snapshot that somebody built with the names of people. */
const NAMED = logWith(
  [null, "amount"].map((column) =>
    useWith({
      uniqueId: ORDERS,
      column,
      queries: 412,
      people: 3,
      names: ["ann.smith@example.com", "ben"],
      teams: [{ name: "Finance", people: 2 }],
    }),
  ),
);

test.each([
  [null, false, false],
  ["teams\n  teams: [{ name: Finance, users: [ben] }]", true, false],
  ["names", true, true],
])("people of a snapshot with names are told as the base branch wants: %j", async (people, teams, names) => {
  const world = worldWith(NAMED, "kept.parquet");
  if (people !== null) world.configure(`version: 1\nprivacy:\n  people: ${people}\n`);

  await world.work("changed");
  await world.work(
    null,
    "/headgate usage orders",
    "/headgate impact orders",
    "/headgate usage orders.amount",
  );

  const told = JSON.stringify([world.forge.comments, world.forge.checks, world.state]);
  expect(told).toContain("3 people");
  expect([told.includes("Finance 2, others 1"), /ann\.smith|\bben\b/u.test(told)]).toEqual([teams, names]);
});
