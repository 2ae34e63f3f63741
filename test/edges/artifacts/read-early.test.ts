import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEarly } from "../../../src/edges/artifacts/read-early.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-early-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** A file of this size, without what it holds on disk. */
function sized(name: string, bytes: number): string {
  const path = write(name, Buffer.from("{"));
  truncateSync(path, bytes);
  return path;
}

const TEXT = Buffer.from('{"nodes": {}}');

test("what two files hold is read", async () => {
  const { base, head } = await readEarly(write("base", TEXT), write("head", Buffer.from("{}")));

  expect([base, head].map((content) => Buffer.from(content ?? []).toString())).toEqual([
    TEXT.toString(),
    "{}",
  ]);
});

test("a base of several steps is read to its end, and its head is left to the thread", async () => {
  const { base, head } = await readEarly(sized("large", 33_000_000), write("head", TEXT));

  expect(base).toHaveLength(33_000_000);
  expect(head).toBeNull();
});

test.each([
  ["packed", () => write("packed", gzipSync(TEXT))],
  ["empty", () => write("empty", Buffer.alloc(0))],
  ["absent", () => join(folder, "absent")],
  ["a folder", () => folder],
  ["larger than what is read sooner here", () => sized("huge", 64_000_001)],
])("what is %s is left to the thread", async (_what, path) => {
  expect(await readEarly(path(), write("head", TEXT))).toEqual({ base: null, head: null });
});

test("a head that cannot be read early keeps no base from it", async () => {
  const { base, head } = await readEarly(write("base", TEXT), join(folder, "absent"));

  expect([base?.length, head]).toEqual([TEXT.length, null]);
});
