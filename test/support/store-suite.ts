import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyState, type PullState } from "../../src/core/pull/state.ts";
import type { Claim, Store } from "../../src/ports.ts";
import { commandDelivery, delivery, pullOf, sha } from "./deliveries.ts";

const LEASE = 1000;
const DAY = 86_400_000;

const paused: PullState = { ...emptyState, isPaused: true };

/** What every store must hold. `open`: a store over what the one before left; `reset`: away with all of it. */
export function storeSuite(setting: {
  readonly open: () => Promise<Store>;
  readonly reset: () => Promise<void>;
}): void {
  let store: Store;

  beforeEach(async () => {
    await setting.reset();
    store = await setting.open();
  });
  afterEach(async () => {
    await store.close();
  });

  async function reopened(): Promise<Store> {
    await store.close();
    store = await setting.open();
    return store;
  }

  async function claimed(now: number): Promise<Claim> {
    const claim = await store.claim(now, LEASE);
    if (claim === null) throw new Error(`nothing to claim at ${now}`);
    return claim;
  }

  test("a new store has nothing to do and an empty state for every pull request", async () => {
    expect(await store.claim(0, LEASE)).toBeNull();
    expect(await store.nextDue()).toBeNull();
    expect(await store.countUnfinished()).toBe(0);
    expect(await store.readState(pullOf(1))).toEqual(emptyState);
    expect(await store.tallyFeedback()).toEqual({});
    await expect(store.check()).resolves.toBeUndefined();
  });

  test("a delivery is recorded once, whatever is repeated, also at the same time and after a restart", async () => {
    const both = await Promise.all([store.record(delivery("a"), 1), store.record(delivery("a"), 1)]);
    const later = await (await reopened()).record(delivery("a"), 2);

    expect(both.filter((isNew) => isNew)).toHaveLength(1);
    expect(later).toBe(false);
    expect(await claimed(3)).toMatchObject({ generation: 1 });
  });

  test("a delivery id is forgotten after seven days and not before", async () => {
    await store.record(delivery("a"), 0);
    await store.record(delivery("b"), 7 * DAY);
    const before = await store.record(delivery("a"), 7 * DAY);
    await store.record(delivery("c"), 8 * DAY);

    expect(before).toBe(false);
    expect(await store.record(delivery("a"), 8 * DAY)).toBe(true);
    expect(await store.record(delivery("b"), 8 * DAY)).toBe(false);
  });

  test("all that was recorded for a pull request is one piece of work, commands in their order", async () => {
    await store.record(delivery("a", { headSha: sha("a") }), 1);
    await store.record(commandDelivery("b", "/headgate waive F1 known"), 2);
    await store.record(commandDelivery("c", "/headgate unwaive F1"), 3);
    await store.record(delivery("d", { headSha: sha("b") }), 4);

    const claim = await claimed(5);

    expect(claim).toMatchObject({ generation: 4, attempts: 0 });
    expect(claim.work.pull).toEqual(pullOf(1));
    expect(claim.work.review).toBe("changed");
    expect(claim.work.commands.map(({ line }) => line)).toEqual([
      "/headgate waive F1 known",
      "/headgate unwaive F1",
    ]);
    expect(await store.claim(5, LEASE)).toBeNull();
  });

  test("a command alone asks for no review, and a review that was asked for is not made less by a push", async () => {
    await store.record(commandDelivery("a", "/headgate help"), 1);
    const first = await claimed(2);
    await store.finish(first, emptyState, null);
    await store.record(delivery("b", { review: "asked" }), 3);
    await store.record(delivery("c"), 4);

    expect(first.work.review).toBeNull();
    expect((await claimed(5)).work.review).toBe("asked");
  });

  test("a review that is owed is claimed again, as one more attempt", async () => {
    await store.record(commandDelivery("a", "/headgate pause"), 1);
    await store.record(delivery("b", { review: "asked" }), 2);
    await store.finish(await claimed(3), paused, "asked");

    const again = await claimed(3);

    expect(again).toMatchObject({ generation: 2, attempts: 1 });
    expect(again.work).toMatchObject({ review: "asked", commands: [], state: paused });
  });

  test("the pull request that waits longest is claimed first", async () => {
    await store.record(delivery("a", { pull: pullOf(2) }), 1);
    await store.record(delivery("b", { pull: pullOf(3) }), 2);
    await store.record(delivery("c", { pull: pullOf(2) }), 3);

    const numbers = [await claimed(4), await claimed(4)].map(({ work }) => work.pull.number);

    expect(numbers).toEqual([2, 3]);
    expect(await store.countUnfinished()).toBe(2);
  });

  test("finished work is done, its state is kept, and both survive a restart", async () => {
    await store.record(delivery("a"), 1);
    await store.finish(await claimed(2), paused, null);
    await reopened();

    expect(await store.claim(10 * LEASE, LEASE)).toBeNull();
    expect(await store.nextDue()).toBeNull();
    expect(await store.countUnfinished()).toBe(0);
    expect(await store.readState(pullOf(1))).toEqual(paused);
    expect(await store.readState(pullOf(2))).toEqual(emptyState);
  });

  test("the next claim is handed the state that the last one left", async () => {
    await store.record(delivery("a"), 1);
    await store.finish(await claimed(2), paused, null);
    await store.record(delivery("b"), 3);

    expect((await claimed(4)).work.state).toEqual(paused);
  });

  test("what comes while work runs stays to be done, and only that", async () => {
    await store.record(commandDelivery("a", "/headgate pause"), 1);
    const first = await claimed(2);
    await store.record(commandDelivery("b", "/headgate resume"), 3);
    expect(await store.claim(4, LEASE)).toBeNull();
    await store.finish(first, emptyState, null);

    const second = await claimed(5);

    expect(second.work.commands.map(({ line }) => line)).toEqual(["/headgate resume"]);
    expect(second.work.review).toBeNull();
  });

  test("work is out of date when another head is named, and not when the same one is", async () => {
    await store.record(delivery("a", { headSha: sha("a") }), 1);
    const claim = await claimed(2);
    await store.record(commandDelivery("b", "/headgate help"), 3);
    await store.record(delivery("c", { headSha: sha("a") }), 4);
    const withSameHead = await store.isNewest(claim);
    await store.record(delivery("d", { headSha: sha("b") }), 5);

    expect(withSameHead).toBe(true);
    expect(await store.isNewest(claim)).toBe(false);
    expect(await store.renew(claim, 5, LEASE)).toBe(true);
  });

  test("a lease that ran out can be claimed again, and the one who had it can do nothing more", async () => {
    await store.record(delivery("a"), 1);
    const lost = await claimed(2);
    expect(await store.nextDue()).toBe(2 + LEASE);
    const second = await claimed(2 + LEASE);

    await store.finish(lost, paused, null);
    await store.release(lost, 0);

    expect(second).toMatchObject({ generation: 1, attempts: 1 });
    expect(await store.isNewest(lost)).toBe(false);
    expect(await store.renew(lost, 3, LEASE)).toBe(false);
    expect(await store.isNewest(second)).toBe(true);
    expect(await store.readState(pullOf(1))).toEqual(emptyState);
    expect(await store.claim(2 + LEASE, LEASE)).toBeNull();
  });

  test("a renewed lease runs longer", async () => {
    await store.record(delivery("a"), 1);
    const claim = await claimed(2);

    expect(await store.renew(claim, 500, LEASE)).toBe(true);

    expect(await store.claim(2 + LEASE, LEASE)).toBeNull();
    expect(await store.nextDue()).toBe(500 + LEASE);
  });

  test("released work waits for its time, with its attempts counted and its commands kept, also over a restart", async () => {
    await store.record(commandDelivery("a", "/headgate ok"), 1);
    await store.release(await claimed(2), 9000);
    await reopened();

    expect(await store.nextDue()).toBe(9000);
    expect(await store.claim(8999, LEASE)).toBeNull();
    const again = await claimed(9000);
    expect(again).toMatchObject({ generation: 1, attempts: 1 });
    expect(again.work.commands).toHaveLength(1);
  });

  test("heads at which work broke off are told until work finishes", async () => {
    const [a, b] = [sha("a"), sha("b")];
    await store.record(delivery("a", { headSha: a }), 0);
    const first = await claimed(0);
    await store.record(delivery("b", { headSha: b }), 1);
    await store.release(first, 1);
    const second = await claimed(1);
    await store.finish(second, emptyState, null);
    await store.record(delivery("c", { headSha: a }), 2);
    const third = await claimed(2);

    expect([first, second, third].map(({ work }) => work.leftHeads)).toEqual([[], [a], []]);
  });

  test("a new delivery ends the wait for a retry and starts the count of attempts again", async () => {
    await store.record(commandDelivery("a", "/headgate ok"), 1);
    await store.release(await claimed(2), 9000);
    await store.record(delivery("b"), 3);

    const claim = await claimed(3);

    expect(claim).toMatchObject({ generation: 2, attempts: 0, work: { review: "changed" } });
    expect(claim.work.commands).toHaveLength(1);
  });

  test("work given back after something came is due at once", async () => {
    await store.record(delivery("a"), 1);
    const claim = await claimed(2);
    await store.record(delivery("b"), 3);
    await store.release(claim, 9000);

    expect(await claimed(3)).toMatchObject({ generation: 2, attempts: 0 });
  });

  test("finishing or giving back twice changes nothing", async () => {
    await store.record(delivery("a"), 1);
    const claim = await claimed(2);
    await store.finish(claim, paused, null);

    await store.finish(claim, emptyState, null);
    await store.release(claim, 0);

    expect(await store.nextDue()).toBeNull();
    expect(await store.readState(pullOf(1))).toEqual(paused);
  });

  test("a pull request is found by the newest head that was named for it", async () => {
    await store.record(delivery("a", { headSha: sha("a") }), 1);
    await store.record(delivery("b", { headSha: sha("b") }), 2);
    await store.record(commandDelivery("c", "/headgate help"), 3);
    await store.record(delivery("d", { pull: pullOf(2), headSha: sha("b") }), 4);
    await reopened();

    const found = await store.findPulls(pullOf(1), sha("b"));

    expect(new Set(found.map(({ number }) => number))).toEqual(new Set([1, 2]));
    expect(await store.findPulls(pullOf(1), sha("a"))).toEqual([]);
    expect(await store.findPulls({ ...pullOf(1), repository: "other" }, sha("b"))).toEqual([]);
  });

  test("a pull request keeps its state when the App is installed again", async () => {
    await store.record(delivery("a"), 1);
    await store.finish(await claimed(2), paused, null);
    await store.record(delivery("b", { pull: { ...pullOf(1), installation: 2 } }), 3);

    const claim = await claimed(4);

    expect(claim.work.pull.installation).toBe(2);
    expect(claim.work.state).toEqual(paused);
  });

  test("feedback is counted by rule over all pull requests", async () => {
    const said = (rule: string, verdict: "good" | "bad") =>
      ({ fingerprint: "f", rule, verdict, by: "ana", why: null, at: "2026-01-01T00:00:00Z" }) as const;
    const [one, two] = [
      { ...emptyState, feedback: [said("test-removed", "bad"), said("metric-removed", "good")] },
      { ...emptyState, feedback: [said("test-removed", "good"), said("test-removed", "bad")] },
    ];
    await store.record(delivery("a", { pull: pullOf(1) }), 1);
    await store.record(delivery("b", { pull: pullOf(2) }), 2);
    await store.finish(await claimed(3), one, null);
    await store.finish(await claimed(3), two, null);

    expect(await store.tallyFeedback()).toEqual({
      "metric-removed": { good: 1, bad: 0 },
      "test-removed": { good: 1, bad: 2 },
    });
  });

  test("texts come back as they were given, whatever stands in them", async () => {
    const line = `/headgate bad F1 "quoted" \\ \u0000 \ud800 \u2028 ü 'x'; drop table`;
    const state = { ...emptyState, allowedHeads: [line] };
    await store.record(commandDelivery("a", line), 1);
    const claim = await claimed(2);
    await store.finish(claim, state, null);
    await reopened();

    expect(claim.work.commands[0]?.line).toBe(line);
    expect(await store.readState(pullOf(1))).toEqual(state);
  });

  test("claims made at the same time are of different pull requests", async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(
      numbers.map((number) => store.record(delivery(`d${number}`, { pull: pullOf(number) }), 1)),
    );

    const claims = await Promise.all(numbers.map(() => store.claim(2, LEASE)));
    const rest: (Claim | null)[] = [];
    for (let claim = await store.claim(2, LEASE); claim !== null; claim = await store.claim(2, LEASE)) {
      rest.push(claim);
    }

    const got = [...claims, ...rest].flatMap((claim) => (claim === null ? [] : [claim.work.pull.number]));
    expect(got.sort((one, other) => one - other)).toEqual(numbers);
  });

  const pullCount = { name: "pull acme/shop#1", keptUntil: 100 * DAY };
  const dayCount = { name: "2026-01-01 acme/shop", keptUntil: DAY };

  test("what is spent adds up in every counter by itself, and is given as it stands then", async () => {
    const first = await store.spend([pullCount, dayCount], { tokens: 100, cost: 0.5 }, 1);
    const second = await store.spend([dayCount], { tokens: 30, cost: 0.25 }, 2);
    const givenBack = await store.spend([dayCount, pullCount], { tokens: -10, cost: -0.5 }, 3);

    expect(first).toEqual([
      { tokens: 100, cost: 0.5 },
      { tokens: 100, cost: 0.5 },
    ]);
    expect(second).toEqual([{ tokens: 130, cost: 0.75 }]);
    expect(givenBack).toEqual([
      { tokens: 120, cost: 0.25 },
      { tokens: 90, cost: 0 },
    ]);
  });

  test("what was spent is still spent after a restart", async () => {
    await store.spend([pullCount, dayCount], { tokens: 100, cost: 0.5 }, 1);
    await store.spend([dayCount], { tokens: 5, cost: 0 }, 2);

    const standing = await (await reopened()).spend([pullCount, dayCount], { tokens: 0, cost: 0 }, 3);

    expect(standing).toEqual([
      { tokens: 100, cost: 0.5 },
      { tokens: 105, cost: 0.5 },
    ]);
  });

  test("a counter that is not kept any more begins at nothing, and the others stand", async () => {
    await store.spend([pullCount, dayCount], { tokens: 100, cost: 0.5 }, DAY - 1);

    const standing = await store.spend([pullCount, dayCount], { tokens: 1, cost: 0 }, DAY);

    expect(standing).toEqual([
      { tokens: 101, cost: 0.5 },
      { tokens: 1, cost: 0 },
    ]);
  });

  test("spending at the same time loses nothing, in whatever order the counters are named", async () => {
    const amount = { tokens: 1, cost: 0 };

    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.spend(index % 2 === 0 ? [pullCount, dayCount] : [dayCount, pullCount], amount, 1),
      ),
    );

    expect(await store.spend([pullCount], { tokens: 0, cost: 0 }, 2)).toEqual([{ tokens: 20, cost: 0 }]);
  });
}
