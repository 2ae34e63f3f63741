import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyState } from "../../../src/core/pull/state.ts";
import { JournalStore } from "../../../src/edges/store/journal.ts";
import { delivery, pullOf } from "../../support/deliveries.ts";
import { storeSuite } from "../../support/store-suite.ts";

let folder = "";
let journal = "";
let lock = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-journal-"));
  journal = join(folder, "journal.jsonl");
  lock = join(folder, "lock");
});
const reset = () => rm(folder, { recursive: true, force: true });
afterAll(reset);

describe("the embedded journal", () => {
  storeSuite({ open: () => JournalStore.open(folder), reset });
});

describe("what the journal does on disk", () => {
  beforeEach(reset);

  test("deliveries that arrive while the disk is busy share a line and a sync", async () => {
    const store = await JournalStore.open(folder);

    await Promise.all(Array.from({ length: 100 }, (_, index) => store.record(delivery(`d${index}`), index)));
    await store.close();

    const lines = (await readFile(journal, "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
  });

  test("a delivery is on the disk before it is acknowledged", async () => {
    const store = await JournalStore.open(folder);

    await store.record(delivery("only-this"), 1);

    expect(await readFile(journal, "utf8")).toContain('"only-this"');
    await store.close();
  });

  test("a torn last line is left out, and what comes next does not continue it", async () => {
    const store = await JournalStore.open(folder);
    await store.record(delivery("a"), 1);
    await store.close();
    await appendFile(journal, '[{"deliveries":[["b",2]],"row":{"pu');

    const second = await JournalStore.open(folder);
    const torn = await second.record(delivery("b"), 2);
    await second.close();
    const third = await JournalStore.open(folder);

    expect(torn).toBe(true);
    expect(await third.record(delivery("a"), 3)).toBe(false);
    expect(await third.claim(3, 1000)).toMatchObject({ generation: 2 });
    await third.close();
  });

  test.each(["\0\0\0\0", "\0\0\0\0\n", "{}\n"])(
    "a last line that is no line of ours is left out: %j",
    async (end) => {
      const store = await JournalStore.open(folder);
      await store.record(delivery("a"), 1);
      await store.close();
      await appendFile(journal, end);

      const again = await JournalStore.open(folder);

      expect(await again.claim(2, 1000)).toMatchObject({ generation: 1 });
      await again.close();
    },
  );

  test("a damaged line before the last is refused and named, and the folder is not left locked", async () => {
    const store = await JournalStore.open(folder);
    await store.record(delivery("a"), 1);
    await store.close();
    const good = await readFile(journal, "utf8");
    await writeFile(journal, `${good}[{"row"\n${good}`);

    await expect(JournalStore.open(folder)).rejects.toMatchObject({
      code: "journal-damaged",
      advice: { what: expect.stringContaining("Line 2") },
    });

    await writeFile(journal, good);
    await (await JournalStore.open(folder)).close();
  });

  test("work that a dead process held is due at once in the next one, with the attempt counted", async () => {
    const store = await JournalStore.open(folder);
    await store.record(delivery("a"), 5);
    await store.claim(6, 1_000_000);
    await store.close();

    const next = await JournalStore.open(folder);

    expect(await next.nextDue()).toBe(5);
    expect(await next.claim(7, 1000)).toMatchObject({ generation: 1, attempts: 1 });
    await next.close();
  });

  test("work with which two processes died waits for the end of its lease, unless something new came", async () => {
    for (const at of [6, 7]) {
      const store = await JournalStore.open(folder);
      if (at === 6) await store.record(delivery("a"), 5);
      await store.claim(at, 1_000_000);
      await store.close();
    }

    const next = await JournalStore.open(folder);
    const waiting = await next.nextDue();
    await next.record(delivery("b"), 9);

    expect(waiting).toBe(1_000_007);
    expect(await next.nextDue()).toBe(9);
    await next.close();
  });

  test("a journal that has grown is rewritten, and says the same afterwards", async () => {
    const store = await JournalStore.open(folder);
    const state = { ...emptyState, allowedHeads: ["x".repeat(100_000)] };
    const written = 60;
    for (let index = 1; index <= written; index++) {
      await store.record(delivery(`d${index}`, { pull: pullOf((index % 2) + 1) }), index);
      const claim = await store.claim(index, 1000);
      if (claim === null) throw new Error("nothing to claim");
      await store.finish(claim, state, null);
    }
    await store.record(delivery("last"), written + 1);
    await store.close();

    const { size } = await stat(journal);
    const again = await JournalStore.open(folder);
    expect(size).toBeLessThan(3_000_000);
    expect(await again.readState(pullOf(1))).toEqual(state);
    expect(await again.readState(pullOf(2))).toEqual(state);
    expect(await again.record(delivery("d1"), written + 1)).toBe(false);
    expect(await again.record(delivery("last"), written + 1)).toBe(false);
    expect(await again.claim(written + 2, 1000)).toMatchObject({ generation: written / 2 + 1 });
    await again.close();
  });

  test("a store that is closed takes nothing, and check says so", async () => {
    const store = await JournalStore.open(folder);
    await store.close();

    await expect(store.record(delivery("a"), 1)).rejects.toMatchObject({ code: "store-failed" });
    await expect(store.check()).rejects.toMatchObject({ code: "store-failed" });
  });
});

describe("the lock of the data directory", () => {
  beforeEach(reset);

  test("a second store of the same process is refused while the first is open", async () => {
    const store = await JournalStore.open(folder);

    await expect(JournalStore.open(folder)).rejects.toMatchObject({ code: "store-locked" });

    await store.close();
    await (await JournalStore.open(folder)).close();
  });

  test("another process that lives keeps the lock, and one killed with SIGKILL loses it", async () => {
    const script = [
      `const { JournalStore } = await import(${JSON.stringify(new URL("../../../build/edges/store/journal.js", import.meta.url).href)});`,
      `await JournalStore.open(${JSON.stringify(folder)});`,
      `process.stdout.write("open"); setInterval(() => {}, 1000);`,
    ].join("\n");
    const other = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(other.stdout, "data");

    await expect(JournalStore.open(folder)).rejects.toMatchObject({
      code: "store-locked",
      advice: { what: expect.stringContaining(`process ${other.pid}`) },
    });
    const gone = once(other, "exit");
    other.kill("SIGKILL");
    await gone;

    await (await JournalStore.open(folder)).close();
  });

  test.each([
    ["its own id from an earlier life", `${process.pid} 1`],
    ["the id of a process that started at another time", `${process.ppid} 1`],
    ["no id at all", ""],
  ])("a lock with %s is taken over", async (_, holder) => {
    await (await JournalStore.open(folder)).close();
    await writeFile(lock, holder);

    const store = await JournalStore.open(folder);

    expect(await readFile(lock, "utf8")).toMatch(new RegExp(`^${process.pid} `, "u"));
    await store.close();
  });
});
