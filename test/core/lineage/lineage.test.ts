import { expect, test } from "vitest";
import { lineageOf } from "../../../src/core/lineage/lineage.ts";
import { parseManifest } from "../../../src/core/manifest/parse.ts";

const project = parseManifest({
  metadata: { project_name: "shop" },
  nodes: {
    "model.shop.stg_orders": model("stg_orders", ["model.shop.seen_nowhere", "model.shop.switched_off"]),
    "model.shop.orders": model("orders", ["model.shop.stg_orders"]),
    "model.shop.report": model("report", ["model.shop.stg_orders", "model.shop.orders"]),
  },
  disabled: { "model.shop.switched_off": [model("switched_off", [])] },
});

test("an object that is reached twice stands once, at its shortest distance, with both edges", () => {
  const { nodes, edges } = lineageOf(project, "model.shop.stg_orders", "downstream");

  expect(nodes.map(({ uniqueId, distance }) => [uniqueId, distance])).toEqual([
    ["model.shop.orders", 1],
    ["model.shop.report", 1],
  ]);
  expect(edges.map(({ from, to }) => `${from.uniqueId} > ${to.uniqueId}`)).toEqual([
    "model.shop.stg_orders > model.shop.orders",
    "model.shop.orders > model.shop.report",
    "model.shop.stg_orders > model.shop.report",
  ]);
});

test("what is referred to and not there is said with the reason, not left out in silence", () => {
  const { nodes, untraced } = lineageOf(project, "model.shop.stg_orders", "upstream");

  expect(nodes).toEqual([]);
  expect(untraced).toEqual([
    {
      uniqueId: "model.shop.seen_nowhere",
      why: "something depends on it, but the manifest does not hold it",
    },
    { uniqueId: "model.shop.switched_off", why: "it is disabled" },
  ]);
});

function model(name: string, nodes: readonly string[]) {
  const unique_id = `model.shop.${name}`;
  return { unique_id, resource_type: "model", name, package_name: "shop", depends_on: { nodes } };
}
