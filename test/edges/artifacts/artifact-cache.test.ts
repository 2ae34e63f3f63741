import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { artifactCache } from "../../../src/edges/artifacts/artifact-cache.ts";

const HOUR = 60 * 60_000;

let folder = "";
let now = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-cache-"));
  now = Date.parse("2026-11-25T00:00:00Z");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function cache(mostBytes = 1000) {
  return artifactCache({ folder, mostBytes }, { now: () => now });
}

function key(version: string) {
  return { repository: "acme/shop", sha: "a".repeat(40), project: ".", version };
}

function writing(text: string): (into: string) => Promise<boolean> {
  return (into) => {
    writeFileSync(join(into, "manifest.json"), text);
    return Promise.resolve(true);
  };
}

test("what is there is not written again", async () => {
  const first = await cache().keep(key("1"), writing("one"));

  const second = await cache().keep(key("1"), writing("two"));

  expect(second).toBe(first);
  expect(readFileSync(join(first ?? "", "manifest.json"), "utf8")).toBe("one");
});

test("another repository, commit, project or version has a folder of its own", async () => {
  const keys = [
    key("1"),
    key("2"),
    { ...key("1"), repository: "acme/other" },
    { ...key("1"), sha: null },
    { ...key("1"), project: "finance" },
  ];

  const folders = await Promise.all(keys.map((one) => cache().keep(one, writing("x"))));

  expect(new Set(folders).size).toBe(5);
});

test("what breaks off in the middle leaves nothing behind", async () => {
  const broken = cache().keep(key("1"), (into) => {
    writeFileSync(join(into, "manifest.json"), "half");
    return Promise.reject(new Error("cut off"));
  });

  await expect(broken).rejects.toThrow("cut off");
  expect(readdirSync(folder)).toEqual([]);
});

test("where there is nothing to write there is no folder", async () => {
  expect(await cache().keep(key("1"), () => Promise.resolve(false))).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test("two who write the same at once both get it", async () => {
  const [one, two] = await Promise.all([
    cache().keep(key("1"), writing("same")),
    cache().keep(key("1"), writing("same")),
  ]);

  expect(one).toBe(two);
  expect(readdirSync(folder)).toHaveLength(1);
});

test("what may change at its place is read anew, and kept by what it holds", async () => {
  const place = { repository: "acme/shop", sha: null, project: "." };
  const first = await cache().keepAnew(place, writing("one"));
  const changed = await cache().keepAnew(place, writing("two"));
  const back = await cache().keepAnew(place, writing("one"));

  expect(changed).not.toBe(first);
  expect(back).toBe(first);
});

test("folders that were not used for the longest time go when there are too many bytes", async () => {
  const old = await cache().keep(key("old"), writing("x".repeat(400)));
  now += HOUR;
  const used = await cache().keep(key("used"), writing("x".repeat(400)));
  now += HOUR;
  await cache().keep(key("old"), writing(""));
  now += 2 * HOUR;
  const fresh = await cache().keep(key("fresh"), writing("x".repeat(400)));

  const left = readdirSync(folder).map((name) => join(folder, name));

  expect(new Set(left)).toEqual(new Set([old, fresh]));
  expect(left).not.toContain(used);
});

test("a folder that was used within the hour stays, whatever its size", async () => {
  await cache().keep(key("1"), writing("x".repeat(900)));
  now += HOUR - 1;
  await cache().keep(key("2"), writing("x".repeat(900)));

  expect(readdirSync(folder)).toHaveLength(2);
});
