import { expect, test } from "vitest";
import { parseOutline } from "../../../src/core/manifest/outline.ts";
import { packOutline, valueIn } from "../../../src/edges/artifacts/pack-outline.ts";
import type { Json } from "../../../src/core/json.ts";

test.each<[what: string, id: string, json: Json]>([
  ["a model that promises nothing", "model.shop.a", { depends_on: { nodes: ["model.shop.b"] } }],
  ["a model with a contract", "model.shop.a", { contract: { enforced: true, checksum: "abc" } }],
  ["a model that keeps a contract's checksum", "model.shop.a", { contract: { checksum: "abc" } }],
  ["a public model", "model.shop.a", { config: { access: "public", tags: "p0" } }],
  [
    "an ephemeral model",
    "model.shop.a",
    { config: { materialized: "ephemeral" }, compiled_code: "select 1" },
  ],
  [
    "a model that says everything",
    "model.shop.a",
    {
      name: "b",
      package_name: "other",
      depends_on: { nodes: ["model.shop.b"] },
      compiled_code: "select 1",
      tags: ["p0"],
      group: "finance",
      meta: { owner: "the finance team" },
      config: { materialized: "ephemeral" },
      constraints: [{ type: "foreign_key", to_columns: ["id"] }],
      access: "private",
      contract: { enforced: true, checksum: "abc" },
    },
  ],
  ["a seed", "seed.shop.a", { tags: ["a", "b"], contract: { enforced: true } }],
  ["a source without freshness", "source.shop.raw.a", {}],
  [
    "a source with freshness",
    "source.shop.raw.a",
    { freshness: { warn_after: { count: 1, period: "day" } } },
  ],
  ["a test", "test.shop.a", { package_name: "dbt_utils" }],
])("the outline of %s is the same behind the way", (_what, id, json) => {
  const outline = parseOutline(id.startsWith("source") ? "sources" : "nodes", id, json);
  if (outline === null) throw new Error("no outline");
  const packed = structuredClone(packOutline(outline));

  for (const [key, value] of Object.entries(outline))
    expect([key, valueIn(packed, key)]).toEqual([key, value]);
  expect(valueIn(packed, "description")).toBeUndefined();
});
