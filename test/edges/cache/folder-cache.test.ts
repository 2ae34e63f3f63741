import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderCache } from "../../../src/edges/cache/folder-cache.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "headgate-cache-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const KEY = `ab${"1".repeat(62)}`;
const VALUE = "what was found out";

function cacheOf(mostBytes = 1_000_000): FolderCache<string> {
  return new FolderCache({ folder, mostBytes, isValue });
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isValue(value: unknown): value is string {
  return typeof value === "string";
}

describe("values in a folder", () => {
  test("gives back what was put into it, to another process too", async () => {
    await cacheOf().put(KEY, VALUE);

    expect(cacheOf().get(KEY)).toEqual(VALUE);
    expect(cacheOf().get(`ab${"2".repeat(62)}`)).toBeNull();
  });

  test.each([
    ["cut off", (text: string) => text.slice(0, -4)],
    ["empty", () => ""],
    ["other text", (text: string) => text.replace("found", "faked")],
  ])("takes a file that is %s for none", async (_what, spoil) => {
    await cacheOf().put(KEY, VALUE);
    const path = join(folder, "ab", KEY);
    await writeFile(path, spoil(await readFile(path, "utf8")));

    expect(cacheOf().get(KEY)).toBeNull();
  });

  test("takes a value of another kind for none", async () => {
    const numbers = new FolderCache({ folder, mostBytes: 1_000_000, isValue: isNumber });
    await cacheOf().put(KEY, VALUE);

    expect(numbers.get(KEY)).toBeNull();
  });

  test("writers of one key do not disturb each other, and leave one file", async () => {
    await Promise.all(Array.from({ length: 20 }, () => cacheOf().put(KEY, VALUE)));

    expect(await readdir(join(folder, "ab"))).toEqual([KEY]);
    expect(cacheOf().get(KEY)).toEqual(VALUE);
  });

  test("values of a folder go when they are too many, the oldest first", async () => {
    const old = `ab${"2".repeat(62)}`;
    const cleaning = `ab${"3".repeat(61)}0`;
    await cacheOf().put(old, VALUE);
    await utimes(join(folder, "ab", old), 1, 1);
    await cacheOf().put(KEY, VALUE);
    const { size } = await stat(join(folder, "ab", KEY));

    await cacheOf(2 * 256 * size).put(cleaning, VALUE);

    expect((await readdir(join(folder, "ab"))).toSorted()).toEqual([KEY, cleaning]);
  });

  test("a folder that cannot be written is no fault", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const blocked = new FolderCache({ folder: file, mostBytes: 1, isValue });

    await blocked.put(KEY, VALUE);

    expect(blocked.get(KEY)).toBeNull();
  });
});
