import { expect, test } from "vitest";
import { Ahead } from "../../../src/edges/artifacts/ahead.ts";

/** A source that writes down what it was asked for, and whether it was let go. */
function counting(values: readonly number[], fault: Error | null = null) {
  const log: string[] = [];
  async function* source(): AsyncGenerator<number> {
    try {
      for (const value of values) {
        log.push(`made ${value}`);
        yield value;
      }
      if (fault !== null) throw fault;
    } finally {
      log.push("let go");
    }
  }
  return { source: source(), log };
}

const apart = () => null;
const eachWeighsOne = { weigh: () => 1, most: 2, join: apart };

test("gives the values in their order, and then nothing", async () => {
  const ahead = new Ahead(counting([1, 2, 3]).source, eachWeighsOne);

  expect([await ahead.next(), await ahead.next(), await ahead.next()]).toEqual([1, 2, 3]);
  expect(await ahead.next()).toBeUndefined();
});

test("makes what weighs nothing to the end before anybody asks", async () => {
  const { source, log } = counting([1, 2, 3]);
  const ahead = new Ahead(source, { weigh: () => 0, most: 1, join: apart });

  await new Promise<void>((resolve) => ahead.whenMade(resolve));

  expect(log).toEqual(["made 1", "made 2", "made 3", "let go"]);
  expect(await ahead.next()).toBe(1);
});

test("joins what waits, but not what was taken", async () => {
  const join = (first: number, second: number) => (first + second < 10 ? first + second : null);
  const ahead = new Ahead(counting([1, 2, 3, 4, 5]).source, { weigh: () => 0, most: 1, join });
  const first = await ahead.next();

  await new Promise<void>((resolve) => ahead.whenMade(resolve));

  expect([first, await ahead.next(), await ahead.next(), await ahead.next()]).toEqual([1, 9, 5, undefined]);
});

test("waits when enough waits, and goes on when some is taken", async () => {
  const { source, log } = counting([1, 2, 3, 4]);
  const ahead = new Ahead(source, eachWeighsOne);
  const first = await ahead.next();
  const second = await ahead.next();

  expect([first, second]).toEqual([1, 2]);
  expect(log).not.toContain("let go");
  await ahead.next();
  await ahead.next();
  expect(await ahead.next()).toBeUndefined();
  expect(log).toEqual(["made 1", "made 2", "made 3", "made 4", "let go"]);
});

test("gives what was made before a fault, then the fault, every time", async () => {
  const ahead = new Ahead(counting([1], new Error("the disk is gone")).source, eachWeighsOne);

  expect(await ahead.next()).toBe(1);
  await expect(ahead.next()).rejects.toThrow("the disk is gone");
  await expect(ahead.next()).rejects.toThrow("the disk is gone");
});

test("lets its source go when nobody will ask", async () => {
  const { source, log } = counting([1, 2, 3, 4, 5]);
  const ahead = new Ahead(source, eachWeighsOne);
  await ahead.next();

  ahead.stop();
  await new Promise<void>((resolve) => ahead.whenMade(resolve));

  expect(log.at(-1)).toBe("let go");
  expect(log).not.toContain("made 5");
});
