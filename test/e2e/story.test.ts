import { afterAll, describe, expect, test } from "vitest";
import { startLiveApp } from "../support/live-app.ts";
import { openShop, sourcesOf } from "../support/live-shop.ts";
import { BROKEN, WHOLE } from "../support/pull-world.ts";

const app = await startLiveApp();
const { github } = app;
afterAll(() => app.stop());

const checked = { name: "headgate", status: "completed" };

test("a pull request that breaks a contract fails; its fix edits the same comment to all clear", async () => {
  const shop = await openShop(github, "story");

  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await app.idle();
  const [broken] = pull.comments();
  const brokenChecks = pull.checkRuns();
  await pull.push(sourcesOf(WHOLE));
  await app.idle();

  expect(broken?.author).toBe(github.appLogin);
  expect(broken?.body).toContain("Column `amount` was removed from the contract of `orders`");
  expect(brokenChecks).toMatchObject([{ ...checked, conclusion: "failure" }]);
  expect(brokenChecks[0]?.annotations).toMatchObject([{ path: "models/orders.sql" }]);
  expect(pull.comments().map(({ id }) => id)).toEqual([broken?.id]);
  expect(pull.comments()[0]?.body).toContain("All clear.");
  expect(pull.comments()[0]?.body).toContain("Since last review: fixed 1.");
  expect(pull.checkRuns()).toMatchObject([{ ...checked, conclusion: "success" }]);
});

test("a clean pull request gets a green check and no comment", async () => {
  const shop = await openShop(github, "clean");

  const pull = await shop.openPull({ files: sourcesOf(WHOLE) });
  await app.idle();

  expect(pull.checkRuns()).toMatchObject([{ ...checked, conclusion: "success" }]);
  expect(pull.comments()).toEqual([]);
});

test("a waiver shows by whom and why, makes the check green, and unwaive takes it back", async () => {
  const shop = await openShop(github, "waiver");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await app.idle();

  const waive = await pull.comment("wendy", "/headgate waive F1 readers were told on Monday");
  await app.idle();
  const waived = pull.comments().find(({ author }) => author === github.appLogin)?.body;
  const conclusion = pull.checkRuns().map((check) => check.conclusion);
  await pull.comment("wendy", "/headgate unwaive F1");
  await app.idle();

  expect(waived).toContain("readers were told on Monday");
  expect(waived).toContain("wendy");
  expect(waived).toContain("Since last review: waived 1.");
  expect(conclusion).toEqual(["success"]);
  expect(pull.reactions(waive).map(({ content }) => content)).toContain("eyes");
  expect(pull.checkRuns()).toMatchObject([{ ...checked, conclusion: "failure" }]);
  expect(pull.comments().filter(({ author }) => author === github.appLogin)).toHaveLength(1);
});

test("a pull request from a fork is reviewed like any other", async () => {
  const shop = await openShop(github, "forked");
  const fork = await shop.fork("stranger");

  const pull = await shop.openPull({ fork, author: "stranger", files: sourcesOf(BROKEN) });
  await app.idle();
  await pull.rerequest("wendy");
  await app.idle();

  expect(pull.checkRuns()).toMatchObject([{ ...checked, conclusion: "failure" }]);
  expect(pull.comments()).toHaveLength(1);
});

describe("slash commands", () => {
  test("are answered once, in the order in which they were given", async () => {
    const shop = await openShop(github, "commands");
    const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
    const help = await pull.comment("wendy", "/headgate help");
    const line = { path: "models/orders.sql", line: 1 };
    const impact = await pull.commentOnLine("wendy", "/headgate impact orders", line);
    const wrong = await pull.comment("wendy", "/headgate waiv F1 no");
    await app.idle();

    const replies = pull.comments().filter(({ body }) => body.includes("headgate:reply"));
    expect(replies.map(({ body }) => body.split("\n")[0])).toEqual([
      `<!-- headgate:reply v1 issue=${help} -->`,
      `<!-- headgate:reply v1 review=${impact} -->`,
      `<!-- headgate:reply v1 issue=${wrong} -->`,
    ]);
    expect(replies[0]?.body).toContain("/headgate waive");
    expect(replies[1]?.body).toContain("board");
    expect(replies[2]?.body).toContain("Did you mean `/headgate waive`?");
  });

  test("of one comment the first counts, after those for other bots", async () => {
    const shop = await openShop(github, "several");
    const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
    await pull.comment("wendy", "/lgtm\n/headgate help\n/headgate pause");
    await app.idle();
    await pull.push(sourcesOf(BROKEN));
    await app.idle();

    expect(pull.comments().filter(({ body }) => body.includes("headgate:reply"))).toHaveLength(1);
    expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
  });

  test("T8: of somebody without permission get a reaction, and no work", async () => {
    const shop = await openShop(github, "passers-by");
    const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
    await app.idle();
    const before = pull.comments();
    const review = pull.checkRuns()[0]?.id;

    const given = [
      await pull.comment("mallory", "/headgate waive F1 trust me"),
      await pull.comment("mallory", "/headgate review"),
    ];
    const byBot = await pull.commentAsApp("wendy", "/headgate waive F1 trust me");
    await app.idle();

    for (const id of given) expect(pull.reactions(id).map(({ content }) => content)).toContain("-1");
    expect(pull.reactions(byBot)).toEqual([]);
    expect(pull.comments().filter(({ author }) => author === github.appLogin)).toEqual(before);
    expect(pull.checkRuns()).toMatchObject([{ id: review, conclusion: "failure" }]);
  });

  test("pause keeps a push from being reviewed, review asks all the same, resume ends it", async () => {
    const shop = await openShop(github, "paused");
    const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
    await pull.comment("wendy", "/headgate pause");
    await app.idle();

    await pull.push(sourcesOf(BROKEN));
    await app.idle();
    const paused = pull.checkRuns();
    await pull.comment("wendy", "/headgate review");
    await app.idle();

    expect(paused).toMatchObject([{ conclusion: "neutral", title: "Not reviewed: reviews are paused" }]);
    expect(pull.checkRuns()).toMatchObject([{ conclusion: "failure" }]);
  });
});

test("a click on Re-run and a rerun of the whole suite each review the newest head again", async () => {
  const shop = await openShop(github, "again");
  const pull = await shop.openPull({ files: sourcesOf(BROKEN) });
  await app.idle();
  const finished = () =>
    github.requests().filter(({ path, body }) => path.includes("/check-runs") && isFailure(body)).length;
  const counts = [finished()];

  for (const ask of [
    () => pull.clickButton("wendy", "rerun"),
    () => pull.rerequest("wendy"),
    () => pull.rerequestAll("wendy"),
  ]) {
    await ask();
    await app.idle();
    counts.push(finished());
  }

  expect(counts.map((count) => count - (counts[0] ?? 0))).toEqual([0, 1, 2, 3]);
  expect(pull.checkRuns()).toHaveLength(1);
  expect(pull.comments()).toHaveLength(1);
});

function isFailure(body: unknown): boolean {
  return typeof body === "object" && body !== null && "conclusion" in body && body.conclusion === "failure";
}
