import { expect, test } from "vitest";
import { emptyState, type PullState } from "../../src/core/pull/state.ts";
import type { Claim } from "../../src/ports.ts";
import { usualLimits } from "../../src/queue/queue.ts";
import { WorkAborted, type Outcome } from "../../src/queue/work.ts";
import { Worker } from "../../src/queue/worker.ts";
import { delivery, pullOf, sha } from "../support/deliveries.ts";
import { MemoryStore } from "../support/memory-store.ts";
import { testLog } from "../support/test-log.ts";
import { settled, TestTimers } from "../support/test-timers.ts";

const paused: PullState = { ...emptyState, isPaused: true };

/** One call of the work function, which a test ends as it likes. Without that it rejects when it is aborted. */
interface Call {
  readonly claim: Claim;
  readonly signal: AbortSignal;
  readonly finish: (state: PullState) => void;
  readonly fail: (error: Error) => void;
}

function setUp({ concurrency = 2, paceMs = 0, burst = 4, canGiveUp = true } = {}) {
  const store = new MemoryStore();
  const timers = new TestTimers();
  const log = testLog();
  const calls: Call[] = [];
  const givenUp: { readonly claim: Claim; readonly error: unknown }[] = [];
  const outcomes: Outcome[] = [];
  const worker = new Worker({
    store,
    timers,
    log,
    limits: { ...usualLimits, concurrency, paceMs, burst },
    work: (claim, signal) =>
      new Promise((resolve, reject) => {
        const finish = (state: PullState) => {
          resolve({ state, owed: null });
        };
        calls.push({ claim, signal, finish, fail: reject });
        signal.addEventListener("abort", () => {
          reject(signal.reason);
        });
      }),
    giveUp: (claim, error) => {
      givenUp.push({ claim, error });
      return canGiveUp ? Promise.resolve() : Promise.reject(new Error("the host is down"));
    },
    onEnd: (outcome) => outcomes.push(outcome),
  });
  const record = async (id: string, over = {}) => {
    const recorded = delivery(id, over);
    await store.record(recorded, timers.now());
    worker.wake([recorded.pull]);
    await settled();
  };
  const call = (index: number): Call => {
    const found = calls[index];
    if (found === undefined) throw new Error(`work was not called ${index + 1} times`);
    return found;
  };
  return { store, timers, log, calls, call, givenUp, outcomes, worker, record };
}

test("what is recorded in this process is worked on at once, and its state is kept", async () => {
  const { worker, record, call, store, outcomes, timers } = setUp();
  worker.start();

  await record("a");
  call(0).finish(paused);
  await settled();

  expect(outcomes).toEqual(["done"]);
  expect(await store.readState(pullOf(1))).toEqual(paused);
  expect(await store.nextDue()).toBeNull();
  expect(timers.now()).toBe(0);
});

test("what another process recorded is found by asking", async () => {
  const { worker, store, calls, timers } = setUp();
  worker.start();
  await settled();
  await store.record(delivery("a"), 0);

  await timers.pass(usualLimits.pollMs - 1);
  const before = calls.length;
  await timers.pass(1);

  expect(before).toBe(0);
  expect(calls).toHaveLength(1);
});

test("no more is worked on at once than was allowed, and the next begins when one ends", async () => {
  const { worker, record, calls, call } = setUp({ concurrency: 2 });
  worker.start();

  for (const number of [1, 2, 3]) await record(`d${number}`, { pull: pullOf(number) });
  const atFirst = calls.length;
  call(0).finish(emptyState);
  await settled();

  expect(atFirst).toBe(2);
  expect(calls.map(({ claim }) => claim.work.pull.number)).toEqual([1, 2, 3]);
});

test("a burst is worked off evenly after its first few", async () => {
  const { worker, record, calls, timers } = setUp({ concurrency: 5, paceMs: 200, burst: 2 });
  worker.start();

  for (const number of [1, 2, 3, 4]) await record(`d${number}`, { pull: pullOf(number) });
  const begun = [calls.length];
  for (const ms of [199, 1, 200]) {
    await timers.pass(ms);
    begun.push(calls.length);
  }

  expect(begun).toEqual([2, 2, 3, 4]);
});

test("a pull request is worked on by one at a time; what comes meanwhile is worked on afterwards", async () => {
  const { worker, record, calls, call } = setUp();
  worker.start();
  await record("a", { headSha: sha("a") });

  await record("b", { headSha: sha("a") });
  const during = calls.length;
  call(0).finish(paused);
  await settled();

  expect(during).toBe(1);
  expect(call(0).signal.aborted).toBe(false);
  expect(call(1).claim).toMatchObject({ generation: 2, attempts: 0, work: { state: paused } });
});

test("work is aborted at once when this process records another head, and done again at the new one", async () => {
  const { worker, record, call, outcomes, timers } = setUp();
  worker.start();
  await record("a", { headSha: sha("a") });

  await record("b", { headSha: sha("b") });

  expect(call(0).signal.reason).toEqual(new WorkAborted("superseded"));
  expect(outcomes).toEqual(["superseded"]);
  expect(call(1).claim).toMatchObject({ generation: 2, attempts: 0 });
  expect(timers.now()).toBe(0);
});

test("work is aborted when another process records another head", async () => {
  const { worker, record, store, call, timers, outcomes } = setUp();
  worker.start();
  await record("a", { headSha: sha("a") });
  await store.record(delivery("b", { headSha: sha("b") }), 1);

  await timers.pass(usualLimits.watchMs);

  expect(outcomes).toEqual(["superseded"]);
  expect(call(1).claim.generation).toBe(2);
});

test("work that was done in spite of a newer head is kept, and the newer head is worked on", async () => {
  const { store, timers, log } = setUp();
  const states: PullState[] = [];
  const worker = new Worker({
    store,
    timers,
    log,
    limits: usualLimits,
    giveUp: () => Promise.resolve(),
    onEnd: () => undefined,
    work: async ({ work }) => {
      states.push(work.state);
      if (states.length === 1) {
        await store.record(delivery("b", { headSha: sha("b") }), 0);
        worker.wake([pullOf(1)]);
      }
      return { state: paused, owed: null };
    },
  });
  await store.record(delivery("a", { headSha: sha("a") }), 0);

  worker.start();
  await settled();

  expect(states).toEqual([emptyState, paused]);
});

test("the lease is renewed for as long as work runs", async () => {
  const { worker, record, store, timers, call, outcomes } = setUp();
  worker.start();
  await record("a");

  await timers.pass(usualLimits.leaseMs * 3);

  expect(await store.claim(timers.now(), 1)).toBeNull();
  call(0).finish(emptyState);
  await settled();
  expect(outcomes).toEqual(["done"]);
});

test("work whose lease was lost is aborted, and leaves the row to whoever has it", async () => {
  const { worker, record, store, timers, call } = setUp();
  worker.start();
  await record("a");
  const other = await store.claim(usualLimits.leaseMs, usualLimits.leaseMs * 10);

  await timers.pass(usualLimits.watchMs);

  expect(call(0).signal.reason).toEqual(new WorkAborted("superseded"));
  if (other === null) throw new Error("the lease had not run out");
  expect(await store.isNewest(other)).toBe(true);
});

test("work that fails is tried again after five seconds, then after twice as long each time, and then given up", async () => {
  const { worker, record, timers, calls, call, givenUp, outcomes, store } = setUp();
  worker.start();
  await record("a");
  const begun: number[] = [];

  for (let attempt = 0; attempt < usualLimits.attempts; attempt++) {
    begun.push(timers.now() / 1000);
    call(attempt).fail(new Error(`failure ${attempt}`));
    await settled();
    const due = await store.nextDue();
    if (due !== null) await timers.pass(due - timers.now() + usualLimits.pollMs);
  }

  const waits = begun.slice(1).map((at, index) => at - (begun[index] ?? 0) - usualLimits.pollMs / 1000);
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320]);
  expect(calls).toHaveLength(usualLimits.attempts);
  expect(outcomes.at(-1)).toBe("abandoned");
  expect(givenUp).toHaveLength(1);
  expect(givenUp[0]?.error).toEqual(new Error("failure 7"));
  expect(await store.nextDue()).toBeNull();
});

test("a new delivery does not wait for the retry of the old one", async () => {
  const { worker, record, call, calls } = setUp();
  worker.start();
  await record("a");
  call(0).fail(new Error("failure"));
  await settled();
  const before = calls.length;

  await record("b");

  expect(before).toBe(1);
  expect(call(1).claim.attempts).toBe(0);
});

test("when giving up cannot be said, it is said later, and the work is not lost", async () => {
  const { store, timers, worker, record, call, givenUp } = setUp({ canGiveUp: false });
  worker.start();
  await record("a");
  for (let attempt = 0; attempt < usualLimits.attempts; attempt++) {
    call(attempt).fail(new Error("failure"));
    await settled();
    if (attempt + 1 < usualLimits.attempts) await timers.pass(400_000);
  }
  expect(givenUp).toHaveLength(1);

  await timers.pass(600_000 + usualLimits.pollMs);

  expect(givenUp).toHaveLength(2);
  expect(await store.countUnfinished()).toBe(1);
});

test("work that ended its process as often as it may be tried is given up without being tried again", async () => {
  const { store, worker, calls, givenUp, outcomes } = setUp();
  await store.record(delivery("a"), -100);
  for (let attempt = 0; attempt < usualLimits.attempts; attempt++) await store.claim(-50, 0);

  worker.start();
  await settled();

  expect(calls).toHaveLength(0);
  expect(givenUp).toHaveLength(1);
  expect(outcomes).toEqual(["abandoned"]);
});

test("work that takes too long is aborted and tried again", async () => {
  const { worker, record, timers, outcomes, store } = setUp();
  worker.start();
  await record("a");

  await timers.pass(usualLimits.workMs);

  expect(outcomes).toEqual(["late"]);
  expect(await store.nextDue()).toBe(usualLimits.workMs + 5000);
});

test("a store that fails for a while stops nothing for good", async () => {
  const { worker, store, record, timers, calls, log } = setUp();
  store.fails = true;
  worker.start();
  await settled();
  store.fails = false;
  await store.record(delivery("a"), 0);

  await timers.pass(usualLimits.pollMs);

  expect(calls).toHaveLength(1);
  expect(log.lines.map(({ message }) => message)).toContain("nothing can be claimed");
  await record("b");
});

test("stopping waits for work that ends in time, and claims nothing more", async () => {
  const { worker, record, call, calls, outcomes, timers } = setUp();
  worker.start();
  await record("a");

  const stopped = worker.stop(10_000);
  await record("b", { pull: pullOf(2) });
  call(0).finish(emptyState);
  await stopped;

  expect(outcomes).toEqual(["done"]);
  expect(calls).toHaveLength(1);
  expect(worker.isRunning).toBe(false);
  expect(timers.waiting).toBe(0);
});

test("work that does not end in time is aborted and given back to be done at once by the next process", async () => {
  const { worker, record, call, outcomes, timers, store } = setUp();
  worker.start();
  await record("a");

  const stopped = worker.stop(10_000);
  await timers.pass(10_000);
  await stopped;

  expect(call(0).signal.reason).toEqual(new WorkAborted("stopped"));
  expect(outcomes).toEqual(["stopped"]);
  expect(await store.nextDue()).toBe(10_000);
});

test("log lines name the pull request and hold nothing of an error's text", async () => {
  const { worker, record, call, log } = setUp();
  worker.start();
  await record("a");

  call(0).fail(new TypeError("secret-token in a text of the pull request"));
  await settled();

  const text = JSON.stringify(log.lines);
  expect(text).toContain("acme/shop#1");
  expect(text).toContain("TypeError");
  expect(text).not.toContain("secret-token");
});
