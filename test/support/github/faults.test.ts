import { afterAll, describe, expect, test } from "vitest";
import { clientFor, placeOf, refusalOf } from "./octokit.ts";
import { startGitHub } from "./start.ts";

const github = await startGitHub();
const shop = await github.createRepository();
const client = clientFor(github, shop);
const place = placeOf(shop);
afterAll(() => github.stop());

let branches = 0;
async function start() {
  branches += 1;
  const pull = await shop.openPull({ head: `change-${branches}`, files: { "a.sql": `${branches}\n` } });
  const say = () => client.rest.issues.createComment({ ...place, issue_number: pull.number, body: "hello" });
  return { pull, say };
}

const COMMENT = /^POST .*\/comments$/u;

test.each([
  ["500", 500],
  ["502", 502],
  ["503", 503],
  ["401", 401],
] as const)("a %s answers the next matching request, and no more", async (kind, status) => {
  const { pull, say } = await start();
  github.failNext(COMMENT, { kind, when: "before" });

  const refused = await refusalOf(say());
  await say();

  expect(refused.status).toBe(status);
  expect(pull.comments()).toHaveLength(1);
});

test.each([
  ["secondary-403", 403],
  ["secondary-429", 429],
] as const)("%s says how long to wait", async (kind, status) => {
  const { say } = await start();
  github.setRetryAfter(7);
  github.failNext(COMMENT, { kind, when: "before" });

  const refused = await refusalOf(say());

  expect(refused).toMatchObject({ status, message: "You have exceeded a secondary rate limit." });
  expect(refused.headers["retry-after"]).toBe("7");
});

test("the primary limit says when it starts over", async () => {
  const { say } = await start();
  github.failNext(COMMENT, { kind: "primary", when: "before" });

  const refused = await refusalOf(say());

  expect(refused.status).toBe(403);
  expect(refused.headers["x-ratelimit-remaining"]).toBe("0");
});

describe("an answer that is lost", () => {
  test("leaves the comment there: a blind retry makes a second one", async () => {
    const { pull, say } = await start();
    github.failNext(COMMENT, { kind: "502", when: "after" });

    await refusalOf(say());
    await say();

    expect(pull.comments()).toHaveLength(2);
  });

  test("may be a connection that ends", async () => {
    const { pull, say } = await start();
    github.failNext(COMMENT, { kind: "drop", when: "after" });

    await expect(say()).rejects.toThrow("other side closed");

    expect(pull.comments()).toHaveLength(1);
  });

  test("may be one that never comes", async () => {
    const before = github.requests().length;
    github.failNext(/^GET /u, { kind: "hang", when: "before" });
    const gone = new AbortController();
    const waiting = client.rest.repos.get({ ...place, request: { signal: gone.signal } });
    while (github.requests().length === before) await new Promise((resolve) => setImmediate(resolve));

    gone.abort();

    await expect(waiting).rejects.toThrow("aborted");
    expect(github.requests().at(-1)).toMatchObject({ fault: "hang before", status: 0 });
  });
});

test("faults at random hit the share that was asked for, the same by the same seed", async () => {
  const run = async () => {
    github.failAtRandom({ seed: 7, rate: 0.2 });
    for (let at = 0; at < 100; at += 1) await client.rest.repos.get(place).catch(() => null);
    github.failAtRandom(null);
    return github
      .requests()
      .slice(-100)
      .map(({ fault }) => fault);
  };

  const [first, second] = [await run(), await run()];

  const hit = first.filter((fault) => fault !== null).length;
  expect(hit).toBeGreaterThan(10);
  expect(hit).toBeLessThan(30);
  expect(second).toEqual(first);
});

test("every answer says what is left of the rate limit", async () => {
  const fresh = clientFor(github, shop);

  const first = await fresh.rest.repos.get(place);
  const second = await fresh.rest.rateLimit.get();

  expect(first.headers["x-ratelimit-limit"]).toBe("5000");
  expect(second.data.rate.used).toBe(1);
});
