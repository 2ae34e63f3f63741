import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SqlReading } from "../../../src/core/sql/reading.ts";
import { ReadingStore } from "../../../src/edges/sql/reading-store.ts";
import { sqlEngine } from "../../../src/edges/sql/sql-engine.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-readings-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const KEY = `ab${"1".repeat(62)}`;
const READING: SqlReading = { state: "normalized", text: "SELECT 1", why: "it is odd" };

function storeOf(mostBytes = 1_000_000): ReadingStore {
  return new ReadingStore({ folder, mostBytes });
}

describe("the store of readings", () => {
  test("gives back what was put into it, to another process too", async () => {
    await storeOf().put(KEY, READING);

    expect(await storeOf().get(KEY)).toEqual(READING);
    expect(await storeOf().get(`ab${"2".repeat(62)}`)).toBeNull();
  });

  test.each([
    ["cut off", (text: string) => text.slice(0, -4)],
    ["empty", () => ""],
    ["other text", (text: string) => text.replace("SELECT 1", "SELECT 2")],
  ])("takes a file that is %s for none", async (_what, spoil) => {
    await storeOf().put(KEY, READING);
    const path = join(folder, "ab", KEY);
    await writeFile(path, spoil(await readFile(path, "utf8")));

    expect(await storeOf().get(KEY)).toBeNull();
  });

  test("keeps nothing that depends on the moment", async () => {
    await storeOf().put(KEY, { state: "unread", code: "timeout", why: "reading it took longer than 5 s" });

    expect(await storeOf().get(KEY)).toBeNull();
  });

  test("writers of one key do not disturb each other, and leave one file", async () => {
    await Promise.all(Array.from({ length: 20 }, () => storeOf().put(KEY, READING)));

    expect(await readdir(join(folder, "ab"))).toEqual([KEY]);
    expect(await storeOf().get(KEY)).toEqual(READING);
  });

  test("readings of a folder go when they are too many, the oldest first", async () => {
    const old = `ab${"2".repeat(62)}`;
    const cleaning = `ab${"3".repeat(61)}0`;
    await storeOf().put(old, READING);
    await utimes(join(folder, "ab", old), 1, 1);
    await storeOf().put(KEY, READING);
    const { size } = await stat(join(folder, "ab", KEY));

    await storeOf(2 * 256 * size).put(cleaning, READING);

    expect((await readdir(join(folder, "ab"))).toSorted()).toEqual([KEY, cleaning]);
  });

  test("a folder that cannot be written is no fault", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const blocked = new ReadingStore({ folder: file, mostBytes: 1 });

    await blocked.put(KEY, READING);

    expect(await blocked.get(KEY)).toBeNull();
  });
});

describe("an engine with a folder", () => {
  const statement = { sql: "select a from t", adapterType: "snowflake", upstream: [] };

  test("reads a statement of an earlier run from it, without a thread", async () => {
    const first = sqlEngine({ folder });
    const [read] = await first.read([statement]);
    await first.close();
    // A thread that could be asked would be too late.
    const second = sqlEngine({ folder, timeout: 0, startUp: 0 });

    const [known, other] = await second.read([statement, { ...statement, adapterType: "postgres" }]);
    await second.close();

    expect(read?.state).toBe("read");
    expect(known).toEqual(read);
    expect(other).toMatchObject({ state: "unread", code: "timeout" });
  });

  test("writes no SQL into names of files", async () => {
    const engine = sqlEngine({ folder });
    await engine.read([statement]);
    await engine.close();

    const names = await readdir(folder, { recursive: true });

    expect(names.filter((name) => !/^[0-9a-f]{2}(\/[0-9a-f]{64})?$/u.test(name))).toEqual([]);
    expect(names).toHaveLength(2);
  });
});
