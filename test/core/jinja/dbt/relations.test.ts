import { describe, expect, test } from "vitest";
import { nodeNamed, renderIn, type RenderSketch } from "../../../support/render-job.ts";

function sqlOf(sketch: RenderSketch, source: string): string {
  const rendering = renderIn(sketch, source);
  return rendering.state === "rendered" ? rendering.sql : rendering.why;
}

const STAGING = nodeNamed("model.shop.stg_orders");
const RAW = nodeNamed("source.shop.raw.orders");
const SEED = nodeNamed("seed.shop.countries");
const PARENTS: RenderSketch = { job: { parents: [STAGING, RAW, SEED] } };

describe("ref, source and this", () => {
  test.each([
    ["{{ ref('stg_orders') }}", '"db"."prod"."stg_orders"'],
    ["{{ ref('shop', 'countries') }}", '"db"."prod"."countries"'],
    ["{{ source('raw', 'orders') }}", '"db"."prod"."orders"'],
    ["{{ this }}", '"db"."prod"."orders"'],
    ["{{ builtins.ref('stg_orders') }}", '"db"."prod"."stg_orders"'],
  ])("%s is the relation of the object", (source, sql) => {
    expect(sqlOf(PARENTS, source)).toBe(sql);
  });

  test("an unpinned ref means the latest version, a pinned one its own", () => {
    const version = (number: string) =>
      nodeNamed(`model.shop.orders.v${number}`, {
        name: "orders",
        version: number,
        latestVersion: "2",
        relation: {
          database: null,
          schema: "prod",
          identifier: `orders_v${number}`,
          name: `prod.orders_v${number}`,
        },
      });
    const job = { parents: [version("1"), version("2"), version("3")] };

    expect(
      sqlOf({ job }, "{{ ref('orders') }} {{ ref('orders', v=1) }} {{ ref('shop', 'orders', version='3') }}"),
    ).toBe("prod.orders_v2 prod.orders_v1 prod.orders_v3");
  });

  test("an ephemeral model is the CTE that dbt writes it into", () => {
    const job = { parents: [{ ...STAGING, config: { materialized: "ephemeral" } }] };

    expect(sqlOf({ job }, "{{ ref('stg_orders') }}")).toBe("__dbt__cte__stg_orders");
  });

  test("a ref to what the manifest does not list is unknown, and said so", () => {
    expect(renderIn({}, "select * from {{ ref('gone') }}")).toMatchObject({
      state: "rendered",
      sql: "select * from __unknown_ref_gone__",
      unknowns: ["ref('gone')"],
    });
  });

  test("a source of files on DuckDB is read where it lies", () => {
    const source = { ...RAW, meta: { external_location: "read_csv('data/{name}.csv')" } };

    expect(
      sqlOf(
        { project: { adapterType: "duckdb" }, job: { parents: [source] } },
        "{{ source('raw', 'orders') }}",
      ),
    ).toBe("read_csv('data/orders.csv')");
  });
});

describe("a relation", () => {
  test.each([
    ["{{ this.include(database=false) }}", '"prod"."orders"'],
    ["{{ this.include(false, false, true) }}", '"orders"'],
    ["{{ this.quote(identifier=false) }}", '"db"."prod".orders'],
    ["{{ this.without_identifier() }}", '"db"."prod"'],
    ["{{ this.incorporate(path={'identifier': 'old'}) }}", '"db"."prod"."old"'],
    ["{{ this.incorporate(type='table').type }}", "table"],
    [
      "{{ this.database }}.{{ this.schema }}.{{ this.table }}.{{ this['identifier'] }}",
      "db.prod.orders.orders",
    ],
    ["{{ this.render() | upper }}", '"DB"."PROD"."ORDERS"'],
    ["{{ this is mapping and this.get('metadata', {}).get('type', '').endswith('Relation') }}", "True"],
    ["{{ this == this.include() }} {{ this.is_view }} {{ this.is_delta }}", "True False False"],
    ["{{ api.Relation.create(database='d', schema='s', identifier='t') }}", '"d"."s"."t"'],
    ["{{ api.Relation.create(schema='s', identifier='t', type='view').type }}", "view"],
    ["{{ adapter.quote('a b') }}", '"a b"'],
  ])("%s gives %s", (source, text) => {
    expect(sqlOf({}, source)).toBe(text);
  });

  test("is quoted as the manifest writes its name", () => {
    const node = nodeNamed("model.shop.orders", {
      relation: { database: "db", schema: "prod", identifier: "orders", name: "`db`.prod.orders" },
    });

    expect(
      sqlOf({ project: { adapterType: "bigquery" }, job: { node } }, "{{ this.include(schema=true) }}"),
    ).toBe("`db`.prod.orders");
  });
});

describe("adapter", () => {
  const columns = (isGuessed: boolean) => ({
    [STAGING.uniqueId]: {
      isGuessed,
      columns: [
        { name: "id", type: "integer" },
        { name: "note", type: "varchar(20)" },
      ],
    },
  });
  const LIST =
    "{% for c in adapter.get_columns_in_relation(ref('stg_orders')) %}{{ c.name }} {{ c.quoted }} {{ c.is_string() }};{% endfor %}";

  test("gives the columns that are known", () => {
    const job = { parents: [STAGING], columns: columns(false) };

    expect(renderIn({ job }, LIST)).toMatchObject({
      sql: 'id "id" False;note "note" True;',
      unknowns: [],
      asked: [],
    });
  });

  test("gives documented columns, and says that there may be others", () => {
    const job = { parents: [STAGING], columns: columns(true) };

    expect(renderIn({ job }, LIST)).toMatchObject({ unknowns: ["columns of stg_orders"], asked: [] });
  });

  test("asks for columns that nobody looked for yet, and goes on without", () => {
    expect(renderIn({ job: { parents: [STAGING] } }, LIST)).toMatchObject({
      sql: "",
      unknowns: ["columns of stg_orders"],
      asked: ["model.shop.stg_orders"],
    });
  });

  test("dispatches to the macro of the adapter", () => {
    const macros = {
      "utils.now": "{% macro now() %}{{ return(adapter.dispatch('now', 'utils')()) }}{% endmacro %}",
      "utils.default__now": "{% macro default__now() %}now(){% endmacro %}",
      "utils.postgres__now": "{% macro postgres__now() %}{{ _fn() }}{% endmacro %}",
      "utils._fn": "{% macro _fn() %}clock_timestamp(){% endmacro %}",
    };

    expect(sqlOf({ macros }, "{{ utils.now() }}")).toBe("clock_timestamp()");
    expect(sqlOf({ macros, project: { adapterType: "duckdb" } }, "{{ utils.now() }}")).toBe("now()");
  });

  test("refuses a dispatch that finds nothing", () => {
    expect(sqlOf({}, "{{ adapter.dispatch('gone', 'utils')() }}")).toContain("adapter.dispatch('gone')");
  });

  test.each([
    ["postgres", "TEXT numeric(28,6)"],
    ["bigquery", "string numeric"],
  ])("names types as %s does", (adapterType, types) => {
    const source =
      "{{ api.Column.translate_type('string') }} {{ api.Column.numeric_type('numeric', 28, 6) }}";

    expect(sqlOf({ project: { adapterType } }, source)).toBe(types);
  });
});
