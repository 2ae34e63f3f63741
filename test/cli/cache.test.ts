import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

const demo = fileURLToPath(new URL("../../fixtures/projects/demo", import.meta.url));
const words = ["review", "--base", `${demo}/base`, "--head", `${demo}/head`, "--fail-on", "never"];

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-cache-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function kept(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
}

test("a review keeps what it read of SQL where it is told, and says the same from there", async () => {
  const first = await runCli([...words, "--cache", folder]);
  const before = kept();

  const second = await runCli([...words, "--cache", folder]);

  expect(first.code).toBe(0);
  expect(before).not.toEqual([]);
  expect(kept()).toEqual(before);
  expect(second.stdout).toBe(first.stdout);
});

test("a review keeps it in the user's cache folder where nobody says, and nowhere when told so", async () => {
  await runCli([...words, "--no-cache"], { XDG_CACHE_HOME: folder });
  const before = kept();

  const { code } = await runCli(words, { XDG_CACHE_HOME: folder });

  expect(code).toBe(0);
  expect(before).toEqual([]);
  // Node 22 and later keep compiled code there too.
  expect(readdirSync(join(folder, "headgate")).filter((name) => name !== "code")).toEqual(["sql"]);
});
