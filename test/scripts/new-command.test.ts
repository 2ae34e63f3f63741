import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-new-command-"));
  mkdirSync(join(folder, "src/commands"), { recursive: true });
  cpSync(join(ROOT, "src/commands/index.ts"), join(folder, "src/commands/index.ts"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function newCommand(...args: readonly string[]) {
  return spawnSync(process.execPath, [join(ROOT, "scripts/new-command.mjs"), ...args], {
    cwd: folder,
    encoding: "utf8",
  });
}

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

test("a new command gets a file, a test and its place in the list", () => {
  const run = newCommand("status");

  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
  expect(run.stdout).toContain("The test fails until the command is written");
  expect(read("src/commands/status.ts")).toContain("export const status = defineCommand({");
  expect(read("test/commands/status.test.ts")).toContain('commandWith("/headgate status")');
  expect(read("src/commands/index.ts")).toContain(
    'import { review } from "./review.ts";\nimport { status } from "./status.ts";\nimport { unwaive }',
  );
  expect(read("src/commands/index.ts").trimEnd()).toMatch(/,\n {2}status,\n\];$/u);
});

test("a verb that sorts behind all others is imported last", () => {
  newCommand("zap");

  expect(read("src/commands/index.ts")).toContain(
    'import { why } from "./why.ts";\nimport { zap } from "./zap.ts";\n',
  );
});

test.each(["Status", "s", "status-quo", "../status", "status1", ""])(
  "the bad verb %j is refused and nothing is written",
  (verb) => {
    const index = read("src/commands/index.ts");

    const run = newCommand(verb);

    expect(run.status).toBe(2);
    expect(run.stderr).toContain("is no verb");
    expect(read("src/commands/index.ts")).toBe(index);
  },
);

test("a taken verb is refused", () => {
  newCommand("status");

  const run = newCommand("status");

  expect(run.status).toBe(2);
  expect(run.stderr).toContain("is taken");
});

test("without a verb the usage is shown", () => {
  const run = newCommand();

  expect(run.status).toBe(2);
  expect(run.stderr).toContain("npm run new:command -- <verb>");
});
