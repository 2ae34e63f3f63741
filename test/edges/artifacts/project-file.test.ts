import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readProjectFile } from "../../../src/edges/artifacts/project-file.ts";
import { projectFolder } from "../../../src/edges/artifacts/project-folder.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headgate-project-file-"));
  mkdirSync(join(root, "target"));
});

afterEach(() => rmSync(root, { recursive: true }));

function read() {
  const folder = projectFolder(join(root, "target", "manifest.json"));
  return folder === null ? null : readProjectFile(folder);
}

test("the project file above the folder of the manifest gives variables and search orders", () => {
  writeFileSync(
    join(root, "dbt_project.yml"),
    "name: shop\nvars: { start: '2020-01-01', shop: { deep: [1, true] } }\ndispatch:\n  - { macro_namespace: dbt_utils, search_order: [shop, dbt_utils] }\n",
  );

  expect(read()?.settings).toEqual({
    vars: { start: "2020-01-01", shop: { deep: [1, true] } },
    packageVars: {},
    searchOrders: { dbt_utils: ["shop", "dbt_utils"] },
  });
});

test("installed packages say their own variables", () => {
  writeFileSync(join(root, "dbt_project.yml"), "name: shop\n");
  mkdirSync(join(root, "dbt_packages", "stripe"), { recursive: true });
  writeFileSync(join(root, "dbt_packages", "stripe", "dbt_project.yml"), "name: stripe\nvars: { on: yes }\n");

  expect(read()?.settings?.packageVars).toEqual({ stripe: { on: "yes" } });
});

test("without a project file nothing is said", () => {
  expect(read()).toBeNull();
});

const BOMB = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh".replaceAll(/./gu, (name) => `${name}: &${name} [${`*${String.fromCodePoint((name.codePointAt(0) ?? 0) - 1)},`.repeat(9)}]\n`)}`;

test.each([
  ["no YAML", "name: shop\nvars: [unclosed", "It is not valid YAML from line 2 on."],
  ["a list", "- 1", "It is no project file of dbt."],
  ["small until its aliases are followed", BOMB, "It is not valid YAML."],
  [
    "longer than anybody writes",
    `name: ${"x".repeat(1024 * 1024)}`,
    "It cannot be read, or has more than 1 MB.",
  ],
])("a file that is %s says nothing, and why", (_what, text, why) => {
  writeFileSync(join(root, "dbt_project.yml"), text);

  expect(read()).toEqual({ settings: null, why });
});
