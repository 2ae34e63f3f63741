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
function write(name: string, moved: number): string {
  const models = Array.from({ length: 10 }, (_, index) => [
    `model.shop.m${index}`,
    { resource_type: "model", schema: index < moved ? "ci" : "prod", created_at: moved + index },
  ]);
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ nodes: Object.fromEntries(models) }));
  return path;
}

test.each([
  [10, true],
  [8, true],
  [7, false],
  [0, false],
])("of ten models %i are in another schema: hardly any is the same is %s", async (moved, isLittle) => {
  expect(await sharesLittle(write("base", 0), write("head", moved), 0)).toBe(isLittle);
});

test("nothing is said where it is not worth asking, or cannot be told", async () => {
  const base = write("base", 0);

  expect(await sharesLittle(base, write("head", 10))).toBe(false);
  expect(await sharesLittle(base, null, 0)).toBe(false);
  expect(await sharesLittle(base, join(folder, "nowhere.json"), 0)).toBe(false);
});
