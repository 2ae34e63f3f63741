import { describe, expect, test } from "vitest";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import type { Json } from "../../../src/core/json.ts";
import type { Node } from "../../../src/core/manifest/project.ts";

function parseOne(section: string, id: string, entry: Json): Node | undefined {
  return parseManifest({ [section]: { [id]: entry } }).nodes[id];
}

describe("a data test", () => {
  const ID = "test.shop.not_null_orders_id.ab12";

  test("has its arguments flat and without the model", () => {
    const kwargs = { model: "{{ ref('orders') }}", column_name: "id", arguments: { values: [1] } };

    const found = parseOne("nodes", ID, {
      test_metadata: { name: "accepted_values", kwargs, namespace: "dbt_utils" },
      attached_node: "model.shop.orders",
    });

    expect(found).toMatchObject({
      generic: {
        name: "accepted_values",
        namespace: "dbt_utils",
        arguments: { column_name: "id", values: [1] },
      },
      columnName: "id",
      attachedNode: "model.shop.orders",
    });
  });

  test.each([
    ["{{ get_where_subquery(ref('orders')) }}", "model.shop.orders"],
    [`{{ ref("shop", "orders", v=2) }}`, "model.shop.orders.v2"],
    ["{{ source('raw', 'orders') }}", "source.shop.raw.orders"],
    ["{{ ref('gone') }}", null],
  ])("before v9 is attached to the node that %s names", (model, expected) => {
    const nodes = ["model.shop.customers", expected ?? "model.shop.other"];

    const found = parseOne("nodes", ID, {
      test_metadata: { name: "relationships", kwargs: { model } },
      depends_on: { nodes },
    });

    expect(found).toMatchObject({ attachedNode: expected });
  });

  test("of a preview without test metadata is known by its macro", () => {
    const found = parseOne("nodes", ID, {
      attached_node: "model.shop.orders",
      depends_on: { macros: ["macro.dbt.get_where_subquery", "macro.dbt.test_not_null"] },
    });

    expect(found).toMatchObject({ generic: { name: "not_null", namespace: null, arguments: {} } });
  });

  test("without metadata and attached node is a singular one", () => {
    const found = parseOne("nodes", ID, {
      raw_code: "select 1",
      depends_on: { nodes: ["model.shop.orders"] },
    });

    expect(found).toMatchObject({ generic: null, attachedNode: null, rawCode: "select 1" });
  });
});

describe("a unit test", () => {
  const ID = "unit_test.shop.orders.adds_up";

  test.each([
    ["abc", "abc"],
    [{ name: "none", checksum: "" }, null],
    [{ name: "sha256", checksum: "abc" }, "abc"],
    [null, null],
  ])("has of the checksum %j the text %j", (checksum, expected) => {
    expect(parseOne("unit_tests", ID, { checksum })).toMatchObject({ checksum: expected });
  });

  test("tests the node that it names, else the first model that it depends on", () => {
    const nodes = ["source.shop.raw.a", "model.shop.orders.v1", "model.shop.orders.v2"];

    expect(parseOne("unit_tests", ID, { depends_on: { nodes } })).toMatchObject({
      testedNode: "model.shop.orders.v1",
    });
    expect(
      parseOne("unit_tests", ID, { depends_on: { nodes }, tested_node_unique_id: "model.shop.orders.v2" }),
    ).toMatchObject({ testedNode: "model.shop.orders.v2" });
  });

  test.each([
    [{ rows: [{ id: 1 }, { id: 2, amount: 3 }] }, ["id", "amount"]],
    [{ rows: 'id,"amount"\n1,2', format: "csv" }, ["id", "amount"]],
    [{ rows: "select 1 as id", format: "sql" }, null],
    [{ rows: null, fixture: "orders_rows" }, null],
  ])("of the rows %j uses the columns %j", (expect_, columns) => {
    const found = parseOne("unit_tests", ID, { expect: expect_ });

    expect(found).toMatchObject({ expect: { input: null, columns } });
  });
});

describe("a source", () => {
  const ID = "source.shop.raw.orders";
  const OFF = { count: null, period: null };

  test("has freshness from its own place, else from its config, thresholds that are off left out", () => {
    const day = { count: 1, period: "day" };

    expect(
      parseOne("sources", ID, {
        freshness: { warn_after: OFF, error_after: OFF, filter: null },
        config: { freshness: { warn_after: day, error_after: OFF }, loaded_at_field: "loaded_at" },
      }),
    ).toMatchObject({ freshness: { warn_after: day }, loadedAtField: "loaded_at", sourceName: "raw" });
    expect(parseOne("sources", ID, { freshness: { warn_after: {}, error_after: null } })).toMatchObject({
      freshness: null,
    });
  });

  test("keeps what was configured for database and schema, and the query for freshness", () => {
    expect(
      parseOne("sources", ID, {
        identifier: "orders_v2",
        unrendered_schema: "{{ target.schema }}",
        loaded_at_query: "select max(t)",
      }),
    ).toMatchObject({
      relation: { identifier: "orders_v2" },
      unrenderedSchema: "{{ target.schema }}",
      unrenderedDatabase: null,
      loadedAtQuery: "select max(t)",
    });
  });
});

describe("an owner", () => {
  test("is kept by name only, and told apart by a digest", () => {
    const address = ["team", "shop.example"].join("@");
    const owned = (owner: Json) => parseOne("exposures", "exposure.shop.weekly", { owner });

    const first = owned({ name: "finance-team", email: address });
    const second = owned({ name: "finance-team", email: null });
    const named = owned({ name: address });

    expect(JSON.stringify([first, named])).not.toContain(address);
    expect(first).toMatchObject({ owner: { name: "finance-team" } });
    expect(named).toMatchObject({ owner: { name: null } });
    expect(first).not.toEqual(second);
    expect(owned({ name: "finance-team" })).toEqual(second);
  });
});

describe("a metric", () => {
  test("of the old spec keeps what it is made of, the expression under one name", () => {
    const found = parseOne("metrics", "metric.shop.revenue", {
      model: "ref('orders')",
      type: "sum",
      sql: "amount",
      timestamp: "ordered_at",
      time_grains: ["day"],
      window: null,
    });

    expect(found).toMatchObject({
      type: "sum",
      typeParams: {},
      legacy: {
        model: "ref('orders')",
        calculation_method: "sum",
        expression: "amount",
        timestamp: "ordered_at",
        time_grains: ["day"],
      },
    });
  });

  test.each([
    [null, []],
    [{ where_sql_template: "a" }, ["a"]],
    [{ where_filters: [{ where_sql_template: "a" }, { where_sql_template: "b" }] }, ["a", "b"]],
  ])("reads the filter %j", (filter, expected) => {
    const found = parseOne("metrics", "metric.shop.revenue", { type: "simple", type_params: {}, filter });

    expect(found).toMatchObject({ filter: expected, legacy: null });
  });

  test("has type parameters without nulls, nested ones too", () => {
    const found = parseOne("metrics", "metric.shop.revenue", {
      type: "simple",
      type_params: { measure: { name: "revenue", alias: null }, window: null },
    });

    expect(found).toHaveProperty("typeParams", { measure: { name: "revenue" } });
  });
});

describe("the semantic layer", () => {
  test("reads the elements of a semantic model without what versions write by themselves", () => {
    const found = parseOne("semantic_models", "semantic_model.shop.orders", {
      model: "ref('orders')",
      created_at: 1,
      metadata: null,
      entities: [{ name: "order", type: "primary", expr: "id" }],
      dimensions: [{ name: "ordered_at", type: "time", type_params: { time_granularity: "day", x: null } }],
      measures: [{ name: "revenue", agg: "sum", expr: 1, create_metric: true, agg_params: null }],
    });

    expect(found).toMatchObject({
      model: "ref('orders')",
      entities: [{ name: "order", type: "primary", expr: "id", role: null, label: null }],
      dimensions: [{ name: "ordered_at", typeParams: { time_granularity: "day" }, isPartition: false }],
      measures: [{ name: "revenue", agg: "sum", expr: "1", createMetric: true, aggParams: {} }],
    });
    expect(JSON.stringify(found)).not.toContain("created_at");
  });

  test("reads a saved query", () => {
    const found = parseOne("saved_queries", "saved_query.shop.by_day", {
      query_params: {
        metrics: ["revenue"],
        group_by: ["Dimension('order__region')"],
        where: { where_filters: [{ where_sql_template: "a" }] },
        limit: 10,
      },
      exports: [{ name: "by_day", config: { export_as: "table", alias: null } }],
    });

    expect(found).toMatchObject({
      metrics: ["revenue"],
      groupBy: ["Dimension('order__region')"],
      where: ["a"],
      orderBy: [],
      limit: 10,
    });
    expect(found).toHaveProperty("exports", [
      { name: "by_day", config: { export_as: "table" }, unrenderedConfig: {} },
    ]);
  });

  test("reads a function with its signature", () => {
    const found = parseOne("functions", "function.shop.net", {
      arguments: [{ name: "x" }],
      returns: { data_type: "int" },
    });

    expect(found).toMatchObject({ signature: { arguments: [{ name: "x" }], returns: { data_type: "int" } } });
  });
});
