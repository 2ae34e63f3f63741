import { describe, expect, test } from "vitest";
import { isCosmetic, isQuiet, partsOf, type Change } from "../../../src/core/diff/change.ts";
import { diffProjects } from "../../../src/core/diff/diff-projects.ts";
import { artifactsOf, sideOf, type ManifestSketch } from "../../support/manifest.ts";

const CODE = "select order_id, amount from {{ ref('stg_orders') }} where status <> 'void'";
const ORDERS = "model.shop.orders";

function diff(base: ManifestSketch, head: ManifestSketch): readonly Change[] {
  return diffProjects(artifactsOf(base, head));
}

function orders(entry: Record<string, unknown>): ManifestSketch {
  return { nodes: { [ORDERS]: { raw_code: CODE, ...(entry as object) } } };
}

function only(changes: readonly Change[]): Change {
  expect(changes).toHaveLength(1);
  const [change] = changes;
  if (change === undefined) throw new Error("no change");
  return change;
}

describe("diffProjects", () => {
  test("equal manifests have no changes", () => {
    expect(diff(orders({}), orders({ created_at: 5 }))).toEqual([]);
  });

  test("a comment is a change for dbt alone", () => {
    const change = only(diff(orders({}), orders({ raw_code: `-- orders\n${CODE}` })));

    expect(change.dbtSelectsIt).toBe(true);
    expect(isQuiet(change)).toBe(true);
  });

  test("configuration that moved from YAML into the file is no more than that", () => {
    const configured = { config: { materialized: "table" }, unrendered_config: { materialized: "table" } };
    const call = "{{ config(materialized='table') }}";

    const change = only(diff(orders(configured), orders({ ...configured, raw_code: `${call}\n\n${CODE}` })));

    expect(change.dbtSelectsIt).toBe(true);
    expect(isQuiet(change)).toBe(true);
  });

  test("configuration that a file sets otherwise is a change of configuration, not of SQL", () => {
    const at = (materialized: string) =>
      orders({ config: { materialized }, raw_code: `{{ config(materialized='${materialized}') }}\n${CODE}` });

    const change = only(diff(at("table"), at("view")));

    expect(change.edits.filter((edit) => !isCosmetic(edit))).toEqual([
      { part: "configs", aspect: "materialized", before: "table", after: "view" },
    ]);
  });

  test("a removed object of any kind is listed, though dbt is silent", () => {
    const metric = { metrics: { "metric.shop.revenue": { type: "simple" } } };

    const change = only(diff(metric, {}));

    expect(change).toMatchObject({ kind: "removed", uniqueId: "metric.shop.revenue", dbtSelectsIt: false });
  });

  test("an object that was switched off is removed and said to be disabled", () => {
    const head = { disabled: { [ORDERS]: [{ unique_id: ORDERS, resource_type: "model", name: "orders" }] } };

    expect(only(diff(orders({}), head))).toMatchObject({ kind: "removed", disabled: true });
  });

  test("a new source is a change that dbt does not call modified", () => {
    const head = { sources: { "source.shop.raw.payments": { source_name: "raw", name: "payments" } } };

    expect(only(diff({}, head))).toMatchObject({ kind: "added", dbtSelectsIt: false });
  });

  test("a description that is only wrapped differently is no change", () => {
    expect(diff(orders({ description: "All\norders." }), orders({ description: "All orders." }))).toEqual([]);
  });

  test("a description goes by dbt's word for it when it is persisted", () => {
    const config = { persist_docs: { relation: true } };

    const change = only(diff(orders({ config }), orders({ config, description: "All orders." })));

    expect(partsOf(change)).toEqual(["persisted_descriptions"]);
    expect(change.dbtSelectsIt).toBe(true);
  });

  test("a configured expression that renders otherwise in another environment is no change", () => {
    const unrendered_config = { materialized: "{{ 'table' if target.name == 'prod' else 'view' }}" };
    const base = orders({ config: { materialized: "table" }, unrendered_config });

    expect(diff(base, orders({ config: { materialized: "view" }, unrendered_config }))).toEqual([]);
  });

  test("a default that only a newer dbt writes is no change", () => {
    const base = { ...orders({ config: { materialized: "table" } }), metadata: { dbt_version: "1.8.0" } };
    const head = orders({ config: { materialized: "table", lookback: 1, on_error: "skip" } });

    expect(diff(base, head)).toEqual([]);
  });

  test("a source() call that follows a renamed source says what it said before", () => {
    const project = (source: string): ManifestSketch => ({
      nodes: {
        [ORDERS]: {
          raw_code: `select * from {{ source('${source}', 'orders') }} where status <> 'void'`,
          depends_on: { macros: [], nodes: [`source.shop.${source}.orders`] },
        },
      },
      sources: {
        [`source.shop.${source}.orders`]: { source_name: source, schema: "raw", identifier: "orders" },
      },
    });

    const model = diff(project("raw"), project("erp")).find(({ uniqueId }) => uniqueId === ORDERS);

    expect(model?.edits).toMatchObject([{ part: "body", aspect: "formatting" }]);
  });

  test("a file that moved to another folder is quiet", () => {
    const change = only(
      diff(orders({ fqn: ["shop", "orders"] }), orders({ fqn: ["shop", "marts", "orders"] })),
    );

    expect(isQuiet(change)).toBe(true);
    expect(change.dbtSelectsIt).toBe(true);
  });

  test("a model whose macro changed is reached through it, not edited by the author", () => {
    const macro = (sql: string): ManifestSketch => ({
      ...orders({ depends_on: { macros: ["macro.shop.money"], nodes: [] } }),
      macros: { "macro.shop.money": { macro_sql: sql } },
    });

    const changes = diff(macro("round(x, 2)"), macro("round(x, 4)"));

    expect(changes.map(({ uniqueId, origin }) => [uniqueId, origin])).toEqual([
      ["macro.shop.money", "author"],
      [ORDERS, "upstream"],
    ]);
  });

  test("a unit test for other versions of its model is another definition", () => {
    const unitTest = (include: readonly string[]) => ({
      unit_tests: {
        "unit_test.shop.orders.adds_up": {
          model: "orders",
          checksum: include.join(","),
          versions: { include },
        },
      },
    });

    const change = only(diff(unitTest(["1"]), unitTest(["2"])));

    expect(change.dbtSelectsIt).toBe(true);
    expect(change.edits).toMatchObject([{ part: "definition", aspect: "versions" }]);
  });

  test("built-in macros of dbt are compared as dbt does, but not listed", () => {
    const manifest = (sql: string): ManifestSketch => ({
      ...orders({ depends_on: { macros: ["macro.dbt_postgres.now"], nodes: [] } }),
      macros: { "macro.dbt_postgres.now": { macro_sql: sql } },
    });

    const change = only(diff(manifest("now()"), manifest("current_timestamp")));

    expect(change).toMatchObject({ uniqueId: ORDERS, origin: "upstream", dbtSelectsIt: true });
  });

  test("a change in an installed package is told apart", () => {
    const manifest = (code: string): ManifestSketch => ({
      nodes: { [ORDERS]: { raw_code: CODE }, "model.dbt_calendar.days": { raw_code: code } },
    });

    expect(only(diff(manifest("select 1"), manifest("select 2"))).origin).toBe("package");
  });

  test("the package under test is the author's when the root project holds no models", () => {
    const manifest = (code: string): ManifestSketch => ({
      metadata: { project_name: "shop_integration_tests" },
      nodes: { [ORDERS]: { raw_code: code }, "model.dbt_calendar.days": { raw_code: "select 1" } },
    });

    expect(only(diff(manifest("select 1"), manifest("select 2"))).origin).toBe("author");
  });

  test("columns come from the contract when both sides enforce it", () => {
    const contract = { enforced: true };
    const columns = {
      amount: { name: "amount", data_type: "numeric" },
      tax: { name: "tax", data_type: "numeric" },
    };
    const { tax: _tax, ...rest } = columns;

    const change = only(
      diff(orders({ contract, columns }), orders({ contract, columns: rest, raw_code: "select 1" })),
    );

    expect(change.columns).toEqual([{ name: "tax", kind: "removed", certainty: "proven" }]);
  });

  test("a column in the same place with the same type was renamed", () => {
    const contract = { enforced: true };
    const column = (name: string) => ({ [name]: { name, data_type: "numeric" } });
    const columns = (last: string) => ({ ...column("order_id"), ...column(last) });

    const change = only(
      diff(
        orders({ contract, columns: columns("amount") }),
        orders({ contract, columns: columns("revenue") }),
      ),
    );

    expect(change.columns).toEqual([
      { name: "revenue", kind: "renamed", from: "amount", to: "revenue", certainty: "proven" },
    ]);
  });

  test("a column that only left the YAML is lost documentation, not a change of columns", () => {
    const columns = { amount: { name: "amount", description: "Money." } };

    const change = only(diff(orders({ columns }), orders({})));

    expect(change.columns).toEqual([]);
    expect(change.edits).toEqual([{ part: "columns", aspect: "amount", before: "amount", after: null }]);
  });

  test("a stale catalog says nothing about columns", () => {
    const catalog = (columns: readonly string[], invocationId: string) => ({
      invocationId,
      generatedAt: null,
      columns: { [ORDERS]: columns.map((name, index) => ({ name, type: "text", index })) },
    });
    const run = { metadata: { invocation_id: "this-run" } };
    const base = sideOf({ ...orders({}), ...run }, catalog(["a", "b"], "this-run"));
    const changed = { ...orders({ raw_code: "select a" }), ...run };

    const fresh = diffProjects({ base, head: sideOf(changed, catalog(["a"], "this-run")) });
    const stale = diffProjects({ base, head: sideOf(changed, catalog(["a"], "an-older-run")) });

    expect(only(fresh).columns).toEqual([{ name: "b", kind: "removed", certainty: "proven" }]);
    expect(only(stale).columns).toEqual([]);
  });
});
