import { describe, expect, test } from "vitest";
import { diffProjects } from "../../../src/core/diff/diff-projects.ts";
import { artifactsOf, type ManifestSketch } from "../../support/manifest.ts";

function selected(dbtVersion: string, base: ManifestSketch, head: ManifestSketch): readonly string[] {
  const metadata = { dbt_version: dbtVersion };
  const changes = diffProjects(artifactsOf({ ...base, metadata }, { ...head, metadata }));
  return changes.filter(({ dbtSelectsIt }) => dbtSelectsIt).map(({ uniqueId }) => uniqueId);
}

describe("what dbt selects as modified", () => {
  test("tags of a saved query count from 1.10 on", () => {
    const id = "saved_query.shop.revenue_by_day";
    const query = (tags: readonly string[]): ManifestSketch => ({ saved_queries: { [id]: { tags } } });

    expect(selected("1.9.10", query([]), query(["finance"]))).toEqual([]);
    expect(selected("1.10.0", query([]), query(["finance"]))).toEqual([id]);
  });

  test("the SQL header of a test counts from 1.12 on", () => {
    const id = "test.shop.not_null_orders_id.0a1b2c3d4e";
    const header = (sql: string): ManifestSketch => ({
      nodes: {
        [id]: { test_metadata: { name: "not_null", kwargs: {} }, unrendered_config: { sql_header: sql } },
      },
    });

    expect(selected("1.11.2", header("set a = 1"), header("set a = 2"))).toEqual([]);
    expect(selected("1.12.0", header("set a = 1"), header("set a = 2"))).toEqual([id]);
  });

  test("freshness that is switched off is other than freshness without thresholds", () => {
    const id = "source.shop.raw.orders";
    const none = { count: null, period: null };
    const empty = { warn_after: none, error_after: none, filter: null };

    expect(
      selected(
        "1.10.0",
        { sources: { [id]: { freshness: empty } } },
        { sources: { [id]: { freshness: null } } },
      ),
    ).toEqual([id]);
  });

  test("a null inside a configured value is other than a missing key", () => {
    const id = "model.shop.orders";
    const meta = (value: Readonly<Record<string, null>>): ManifestSketch => ({
      nodes: { [id]: { raw_code: "select 1", unrendered_config: { meta: value } } },
    });

    expect(selected("1.11.0", meta({}), meta({ owner: null }))).toEqual([id]);
  });

  test("a hook that is spelled in another way is another key", () => {
    const id = "model.shop.orders";
    const hook = (key: string): ManifestSketch => ({
      nodes: { [id]: { raw_code: "select 1", unrendered_config: { [key]: "analyze {{ this }}" } } },
    });

    expect(selected("1.11.0", hook("post_hook"), hook("post-hook"))).toEqual([id]);
  });

  test("overloads of a function count but for their descriptions", () => {
    const id = "function.shop.add_tax";
    const overload = (item: Readonly<Record<string, string>>): ManifestSketch => ({
      functions: { [id]: { raw_code: "select 1", overloads: [{ defined_in: "add_tax_text", ...item }] } },
    });

    expect(selected("1.12.0", overload({}), overload({ description: "For text." }))).toEqual([]);
    expect(selected("1.12.0", overload({}), overload({ raw_body: "select 2" }))).toEqual([id]);
  });
});
