import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partsOf, readContent } from "../../../src/edges/artifacts/content.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-content-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** Longer than several steps, and packed hardly anything. */
const TEXT = Buffer.from("0123456789abcdef".repeat(100_000));

test.each([
  ["plain", TEXT],
  ["packed", gzipSync(TEXT)],
  ["empty", Buffer.alloc(0)],
])("a %s file is read whole, unpacked", async (name, bytes) => {
  const content = await readContent(write(name, bytes));

  expect(content.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(Buffer.compare(Buffer.from(content), name === "empty" ? bytes : TEXT)).toBe(0);
});

test("a file that holds more than the limit is refused, however small it is packed", async () => {
  const path = write("bomb.gz", gzipSync(TEXT));

  await expect(readContent(path, TEXT.length - 1)).rejects.toThrow("file-too-large");
  expect(await readContent(path, TEXT.length)).toHaveLength(TEXT.length);
});

test("steps go through all of it, in order", () => {
  const parts = [...partsOf(TEXT)];

  expect(parts.length).toBeGreaterThan(2);
  expect(parts.map(({ bytesRead }) => bytesRead)).toEqual(
    parts.map(({ bytesRead }) => bytesRead).toSorted((one, other) => one - other),
  );
  expect(parts.at(-1)).toMatchObject({ bytesRead: TEXT.length, bytesTotal: TEXT.length });
  expect([...partsOf(Buffer.alloc(0))]).toEqual([]);
});
