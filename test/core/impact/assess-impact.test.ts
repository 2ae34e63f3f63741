import { describe, expect, test } from "vitest";
import { assessImpact } from "../../../src/core/impact/assess-impact.ts";
import { noUse } from "../../../src/core/usage/project-use.ts";
import { sqlContextOf } from "../../support/context.ts";
import { artifactsOf, type ManifestSketch } from "../../support/manifest.ts";

const reads = (...nodes: string[]) => ({ depends_on: { nodes } });

function shop(code: string, description = ""): ManifestSketch {
  return {
    nodes: {
      "model.shop.stg": { raw_code: code, description },
      "model.shop.fct": { raw_code: "select 1 from fct", ...reads("model.shop.stg") },
    },
    semantic_models: { "semantic_model.shop.orders": reads("model.shop.fct") },
    metrics: {
      "metric.shop.revenue": { type: "simple", ...reads("semantic_model.shop.orders") },
      "metric.shop.aov": { type: "ratio", ...reads("metric.shop.revenue") },
    },
    saved_queries: { "saved_query.shop.weekly": reads("metric.shop.aov") },
    exposures: { "exposure.shop.board": { maturity: "high", ...reads("metric.shop.aov") } },
  };
}

async function impactOf(base: ManifestSketch, head: ManifestSketch) {
  const { artifacts, changes, columns } = await sqlContextOf(artifactsOf(base, head));
  return assessImpact(artifacts, changes, { columns, use: noUse });
}

describe("assessImpact", () => {
  test("follows a change from model to semantic model, metric, derived metric, saved query and exposure", async () => {
    const impact = await impactOf(shop("select 1"), shop("select 2"));

    expect(Object.fromEntries(impact.map(({ uniqueId, distance }) => [uniqueId, distance]))).toEqual({
      "model.shop.fct": 1,
      "semantic_model.shop.orders": 2,
      "metric.shop.revenue": 3,
      "metric.shop.aov": 4,
      "exposure.shop.board": 5,
      "saved_query.shop.weekly": 5,
    });
  });

  test("names the way by which each object is reached", async () => {
    const metric = (await impactOf(shop("select 1 as id"), shop("select 2 as id"))).find(
      ({ name }) => name === "revenue",
    );

    expect(metric?.because).toEqual([
      {
        uniqueId: "model.shop.stg",
        columns: ["id"],
        path: ["model.shop.stg", "model.shop.fct", "semantic_model.shop.orders", "metric.shop.revenue"],
      },
    ]);
  });

  test("puts an exposure of high maturity first", async () => {
    expect((await impactOf(shop("select 1"), shop("select 2")))[0]).toMatchObject({
      name: "board",
      tier: "critical",
    });
  });

  test("words and formatting reach nobody", async () => {
    expect(await impactOf(shop("select 1"), shop("select  1 -- one", "A staging model."))).toEqual([]);
  });

  test("what hung on a removed object is still reached", async () => {
    const base = shop("select 1");
    const { "model.shop.stg": _removed, ...rest } = base.nodes ?? {};

    expect((await impactOf(base, { ...base, nodes: rest })).map(({ name }) => name)).toContain("fct");
  });

  test("a cycle ends", async () => {
    const loop = (code: string): ManifestSketch => ({
      nodes: {
        "model.shop.a": { raw_code: code, ...reads("model.shop.b") },
        "model.shop.b": { raw_code: "select 1", ...reads("model.shop.a") },
      },
    });

    expect((await impactOf(loop("select 1"), loop("select 2"))).map(({ name }) => name)).toEqual(["b"]);
  });
});
