import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptSnapshots } from "../../../src/edges/usage/kept-snapshots.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-kept-usage-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const KEY = { installation: 1, owner: "acme", repository: "shop" };

test("every snapshot in the folder of the repository is one of it", async () => {
  const own = join(folder, "acme", "shop");
  mkdirSync(own, { recursive: true });
  for (const name of ["b.parquet", "a.parquet", "notes.txt"]) writeFileSync(join(own, name), "");
  writeFileSync(join(folder, "acme", "other.parquet"), "");

  expect(await keptSnapshots(folder)(KEY)).toEqual([join(own, "a.parquet"), join(own, "b.parquet")]);
});

test("without a folder there is none", async () => {
  expect(await keptSnapshots(folder)(KEY)).toEqual([]);
});
