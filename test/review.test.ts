import { describe, expect, test } from "vitest";
import { noUsage } from "./support/no-usage.ts";
import { defaultConfig } from "../src/core/config.ts";
import { Report } from "../src/core/report.ts";
import { ArtifactError } from "../src/errors.ts";
import { sqlEngine } from "../src/edges/sql/sql-engine.ts";
import { review } from "../src/review.ts";
import { sideOf, type ManifestSketch } from "./support/manifest.ts";

const CODE = "select order_id, amount from {{ ref('stg_orders') }}";

function shop(code = CODE): ManifestSketch {
  return {
    nodes: {
      "model.shop.stg_orders": { raw_code: "select 1", original_file_path: "models/stg_orders.sql" },
      "model.shop.orders": { raw_code: code, depends_on: { nodes: ["model.shop.stg_orders"] } },
    },
    exposures: { "exposure.shop.board": { depends_on: { nodes: ["model.shop.orders"] } } },
  };
}

function reviewOf(base: ManifestSketch, head: ManifestSketch): Promise<Report> {
  const sides = new Map([
    ["base", sideOf(base)],
    ["head", sideOf(head)],
  ]);
  const artifacts = {
    readSide: (location: string) => Promise.resolve(sides.get(location) ?? sideOf({})),
  };
  const request = { base: "base", head: "head", config: defaultConfig };
  return review(request, {
    artifacts,
    sql: sqlEngine(),
    usage: noUsage,
    clock: { now: () => 0 },
    version: "0.0.0",
  });
}

describe("review", () => {
  test("equal sides are clean, without changes and findings", async () => {
    const report = await reviewOf(shop(), shop());

    expect(report).toMatchObject({ verdict: "clean", changes: [], findings: [], impact: [] });
  });

  test("gives a report that its own schema accepts", async () => {
    const report = await reviewOf(shop(), shop("select order_id from {{ ref('stg_orders') }}"));

    expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test("says that a changed text was not compared as SQL", async () => {
    const report = await reviewOf(shop(), shop("select order_id from {% if %}"));

    expect(report.fidelity).toContainEqual(expect.objectContaining({ input: "SQL", state: "partial" }));
  });

  test("calls a comment edit formatting, and lists it because dbt selects it", async () => {
    const report = await reviewOf(shop(), shop(`${CODE} -- all of them`));

    expect(report.verdict).toBe("clean");
    expect(report.changes).toMatchObject([
      { uniqueId: "model.shop.orders", parts: ["formatting"], dbtSelectsIt: true },
    ]);
  });

  test("refuses manifests of two different projects", async () => {
    const other: ManifestSketch = {
      metadata: { project_name: "school" },
      nodes: { "model.school.pupils": { original_file_path: "models/pupils.sql" } },
    };

    await expect(reviewOf(shop(), other)).rejects.toThrow(ArtifactError);
  });

  test("reads a project whose nodes refer to nothing or to each other, and says so", async () => {
    const head: ManifestSketch = {
      nodes: {
        ...shop().nodes,
        "model.shop.a": { depends_on: { nodes: ["model.shop.b", "model.shop.gone"] } },
        "model.shop.b": { depends_on: { nodes: ["model.shop.a"] } },
      },
    };

    const { fidelity } = await reviewOf(shop(), head);

    expect(fidelity.map(({ effect }) => effect)).toEqual([
      expect.stringContaining("`model.shop.a` refers to objects that the manifest does not hold"),
      expect.stringContaining("`model.shop.a` and `model.shop.b` read each other in a circle"),
      expect.stringContaining("No query log was given"),
    ]);
  });

  test("says when the sides come from different dbt versions and adapters", async () => {
    const head = { ...shop(), metadata: { dbt_version: "1.12.0", adapter_type: "snowflake" } };

    const { fidelity, changes } = await reviewOf(shop(), head);

    expect(changes).toEqual([]);
    expect(fidelity.map(({ input }) => input)).toEqual(["dbt version", "adapter", "query log"]);
  });
});
