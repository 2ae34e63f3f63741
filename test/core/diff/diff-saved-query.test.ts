import { expect, test } from "vitest";
import { diffSavedQuery } from "../../../src/core/diff/diff-saved-query.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { projectOf, savedQueryOf } from "../../support/semantic-layer.ts";

function query(params: JsonObject, exports: readonly JsonObject[] = []): JsonObject {
  return { name: "daily", query_params: { metrics: ["revenue"], ...params }, exports };
}

function diffQueries(base: JsonObject, head: JsonObject) {
  const [before, after] = [base, head].map((each) =>
    savedQueryOf(projectOf({ savedQueries: [each] }), "daily"),
  );
  return before === undefined || after === undefined ? [] : diffSavedQuery(before, after);
}

test("metrics, group-by and filters of a saved query are sets", () => {
  const base = query({
    metrics: ["revenue", "orders"],
    group_by: ["TimeDimension('metric_time', 'day')", "Dimension('order__status')"],
    where: { where_filters: [{ where_sql_template: "a = 1" }, { where_sql_template: "b = 2" }] },
  });
  const head = query({
    metrics: ["orders", "revenue"],
    group_by: ['Dimension("order__status")', "TimeDimension('metric_time','day')"],
    where: { where_filters: [{ where_sql_template: "b  = 2" }, { where_sql_template: "a=1" }] },
    order_by: [],
    limit: null,
  });

  expect(diffQueries(base, head)).toEqual([]);
});

test("order-by is a list, and every other part tells its edit", () => {
  const base = query({ group_by: ["order__status"], order_by: ["revenue", "order__status"] });
  const head = query({
    metrics: ["orders"],
    group_by: ["order__channel"],
    where: { where_filters: [{ where_sql_template: "a = 1 " }] },
    order_by: ["order__status", "revenue"],
    limit: 10,
  });

  expect(diffQueries(base, head)).toEqual([
    { part: "definition", aspect: "metrics", before: '["revenue"]', after: '["orders"]' },
    { part: "definition", aspect: "group_by", before: '["order__status"]', after: '["order__channel"]' },
    { part: "definition", aspect: "where", before: null, after: '["a = 1"]' },
    {
      part: "definition",
      aspect: "order_by",
      before: '["revenue","order__status"]',
      after: '["order__status","revenue"]',
    },
    { part: "definition", aspect: "limit", before: null, after: "10" },
  ]);
});

test("an export is compared as it was written, not as an environment renders it", () => {
  const written = { export_as: "table", schema: "exports" };
  const base = query({}, [
    {
      name: "daily",
      config: { export_as: "table", schema_name: "ci_1", alias: "daily" },
      unrendered_config: written,
    },
  ]);
  const head = query({}, [
    {
      name: "daily",
      config: { export_as: "view", schema_name: "prod" },
      unrendered_config: { ...written, export_as: "view" },
    },
  ]);

  expect(diffQueries(base, head)).toEqual([
    { part: "exports", aspect: "daily.export_as", before: "table", after: "view" },
  ]);
});

test("without what was written, the environment is left out of an export", () => {
  const base = query({}, [
    { name: "daily", config: { export_as: "table", schema_name: "ci_1", database: "dev", alias: "daily" } },
  ]);
  const head = query({}, [
    { name: "daily", config: { export_as: "table", schema_name: "prod", database: "prod" } },
  ]);

  expect(diffQueries(base, head)).toEqual([]);
});

test("added and removed exports are told by name", () => {
  const edits = diffQueries(
    query({}, [{ name: "daily", config: {} }]),
    query({}, [{ name: "nightly", config: {} }]),
  );

  expect(edits).toEqual([
    { part: "exports", aspect: "daily", before: "daily", after: null },
    { part: "exports", aspect: "nightly", before: null, after: "nightly" },
  ]);
});
