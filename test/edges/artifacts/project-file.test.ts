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

  expect(read()).toEqual({
    vars: { start: "2020-01-01", shop: { deep: [1, true] } },
    packageVars: {},
    searchOrders: { dbt_utils: ["shop", "dbt_utils"] },
  });
});

test("installed packages say their own variables", () => {
  writeFileSync(join(root, "dbt_project.yml"), "name: shop\n");
  mkdirSync(join(root, "dbt_packages", "stripe"), { recursive: true });
  writeFileSync(join(root, "dbt_packages", "stripe", "dbt_project.yml"), "name: stripe\nvars: { on: yes }\n");

  expect(read()?.packageVars).toEqual({ stripe: { on: "yes" } });
});

test("without a project file nothing is said", () => {
  expect(read()).toBeNull();
});

test.each([
  ["no YAML", "vars: [unclosed"],
  ["a list", "- 1"],
  ["longer than anybody writes", `name: ${"x".repeat(1024 * 1024)}`],
])("a file that is %s says nothing", (_what, text) => {
  writeFileSync(join(root, "dbt_project.yml"), text);

  expect(read()).toBeNull();
});
