import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-new-rule-"));
  mkdirSync(join(folder, "src/rules"), { recursive: true });
  cpSync(join(ROOT, "src/rules/index.ts"), join(folder, "src/rules/index.ts"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function newRule(...args: readonly string[]) {
  return spawnSync(process.execPath, [join(ROOT, "scripts/new-rule.mjs"), ...args], {
    cwd: folder,
    encoding: "utf8",
  });
}

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

test("a new rule gets a file, a test, fixtures and its place in the list", () => {
  const run = newRule("hooks-changed");

  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
  expect(run.stdout).toContain("The test fails until the rule is written");
  expect(read("src/rules/hooks-changed.ts")).toContain("export const hooksChanged: Rule");
  expect(read("test/rules/hooks-changed.test.ts")).toContain('checkFixture(hooksChanged, "fires")');
  expect(JSON.parse(read("fixtures/rules/hooks-changed/fires/head.json"))).toHaveProperty("nodes");
  expect(read("src/rules/index.ts")).toContain('import { hooksChanged } from "./hooks-changed.ts";\n');
  expect(read("src/rules/index.ts").trimEnd()).toMatch(/,\n {2}hooksChanged,\n\];$/u);
});

test.each(["Hooks-Changed", "hooks", "hooks_changed", "../hooks-changed", "hooks-", ""])(
  "the bad id %j is refused and nothing is written",
  (id) => {
    const index = read("src/rules/index.ts");

    const run = newRule(id);

    expect(run.status).toBe(2);
    expect(run.stderr).toContain("kebab-case");
    expect(read("src/rules/index.ts")).toBe(index);
  },
);

test("a taken id is refused", () => {
  newRule("hooks-changed");

  const run = newRule("hooks-changed");

  expect(run.status).toBe(2);
  expect(run.stderr).toContain("is taken");
});

test("without an id the usage is shown", () => {
  const run = newRule();

  expect(run.status).toBe(2);
  expect(run.stderr).toContain("npm run new:rule -- <id>");
});
