import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fromPath } from "../../src/edges/artifacts/from-path.ts";
import { sideOf } from "../support/manifest.ts";
import { runWords } from "../support/run-words.ts";
import { shopManifest } from "../support/small-manifest.ts";

const folder = mkdtempSync(join(tmpdir(), "headgate-"));
let written = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const shop = JSON.stringify(shopManifest());

test("doctor says what is there, what is missing and how to get it", async () => {
  const { code, stdout } = await runWords(["doctor", "--manifest", write(shop)], fromPath());

  expect(code).toBe(0);
  expect(stdout).toMatch(/used +manifest +dbt 1\.10\.6, schema v12, postgres, project shop/u);
  expect(stdout.replaceAll(/\s+/gu, " ")).toMatch(/missing catalog [^`]+ To do: Run `dbt docs generate`/u);
});

test("doctor says of two sides when they are different projects", async () => {
  const clinic = shop.replaceAll("shop", "clinic").replaceAll("orders", "visits");

  const { code, stdout } = await runWords(
    ["doctor", "--base", write(shop), "--head", write(clinic)],
    fromPath(),
  );

  expect(code).toBe(0);
  expect(stdout).toContain("two different projects");
});

test("doctor alone looks into the folder to which dbt writes", async () => {
  const asked: string[] = [];
  const artifacts = {
    readSide: (location: string) => {
      asked.push(location);
      return Promise.resolve(sideOf({}));
    },
  };

  await runWords(["doctor"], artifacts);

  expect(asked).toEqual(["target"]);
});

function write(manifest: string): string {
  written += 1;
  const path = join(folder, `manifest-${written}.json`);
  writeFileSync(path, manifest);
  return path;
}
