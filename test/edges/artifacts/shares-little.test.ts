import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharesLittle } from "../../../src/edges/artifacts/shares-little.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-shares-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A manifest of ten models, of which so many are in another schema. */
function manifest(moved: number): Buffer {
  const models = Array.from({ length: 10 }, (_, index) => [
    `model.shop.m${index}`,
    { resource_type: "model", schema: index < moved ? "ci" : "prod", created_at: moved + index },
  ]);
  return Buffer.from(JSON.stringify({ nodes: Object.fromEntries(models) }));
}

function write(name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

test.each([
  [10, true],
  [8, true],
  [7, false],
  [0, false],
])("of ten models %i are in another schema: hardly any is the same is %s", async (moved, isLittle) => {
  const base = write("base.json", manifest(0));

  expect(await sharesLittle(base, write("head.json", manifest(moved)), 0)).toBe(isLittle);
});

test("nothing is said where it is not worth asking, or cannot be told", async () => {
  const base = write("base.json", manifest(0));
  const broken = write("broken.json", Buffer.from("no JSON"));

  expect(await sharesLittle(base, write("head.json", manifest(10)))).toBe(false);
  expect(await sharesLittle(base, null, 0)).toBe(false);
  expect(await sharesLittle(base, join(folder, "nowhere.json"), 0)).toBe(false);
  expect(await sharesLittle(broken, write("head.json", manifest(10)), 0)).toBe(false);
});
