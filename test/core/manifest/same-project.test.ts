import { expect, test } from "vitest";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import { isSameProject } from "../../../src/core/manifest/same-project.ts";

const shop = project("shop", ["orders", "customers"]);

test("one shared model makes it the same project", () => {
  expect(isSameProject(shop, project("shop", ["orders", "payments"]))).toBe(true);
});

test("a renamed project is known by path and name", () => {
  expect(isSameProject(shop, project("store", ["orders"]))).toBe(true);
});

test("nothing shared makes it another project", () => {
  expect(isSameProject(shop, project("clinic", ["visits"]))).toBe(false);
});

test("a project that was empty is the same one if it has the same name", () => {
  expect(isSameProject(project("shop", []), shop)).toBe(true);
  expect(isSameProject(project("clinic", []), shop)).toBe(false);
});

function project(name: string, models: readonly string[]) {
  const nodes = models.map((model) => [
    `model.${name}.${model}`,
    {
      unique_id: `model.${name}.${model}`,
      resource_type: "model",
      name: model,
      package_name: name,
      original_file_path: `models/${model}.sql`,
    },
  ]);
  return parseManifest({ metadata: { project_name: name }, nodes: Object.fromEntries(nodes) });
}
