import { expect, test } from "vitest";
import { inTurns } from "../../../src/edges/thread/in-turns.ts";

/** For longer than a turn may last. */
function beBusy(): void {
  const until = performance.now() + 15;
  while (performance.now() < until);
}

test("every item is taken, in order, and others are heard when it is long", async () => {
  const log: (number | string)[] = [];
  setImmediate(() => log.push("another"));

  await inTurns([1, 2, 3], (item) => {
    log.push(item);
    if (item === 1) beBusy();
  });

  expect(log).toEqual([1, "another", 2, 3]);
});

test("what is short is taken in one turn, and then others are heard", async () => {
  const log: (number | string)[] = [];
  setImmediate(() => log.push("another"));

  await inTurns([], () => undefined);

  expect(log).toEqual(["another"]);
});
