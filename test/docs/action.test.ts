import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const text = readFileSync(new URL("action.yml", root), "utf8");
const { runs } = parse(text);

test("the action pins what it uses, with its version", () => {
  const uses = [...text.matchAll(/uses: (\S+)( # v\d+\.\d+\.\d+)?/gu)];

  expect(uses).toHaveLength(1);
  expect(
    uses.every(([, action = "", version]) => /@[\da-f]{40}$/u.test(action) && version !== undefined),
  ).toBe(true);
});

test("the action installs from the lock, without scripts, in its own folder", () => {
  const install = runs.steps[1];

  expect(install.run).toMatch(/^npm ci --ignore-scripts --omit=dev\b/u);
  expect(install["working-directory"]).toBe("${{ github.action_path }}");
});

test("no expression stands in a script of the action, so that nothing of an event is run", () => {
  const scripts: string[] = runs.steps.map((step: { run?: string }) => step.run ?? "");

  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test("the action runs from sources that are there, worker included", () => {
  const { imports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

  expect(runs.steps[2].run).toBe('node --conditions=source "$ACTION_PATH/src/cli.ts" action');
  expect(existsSync(new URL("src/cli.ts", root))).toBe(true);
  expect(existsSync(new URL(imports["#manifest-worker"].source, root))).toBe(true);
});
