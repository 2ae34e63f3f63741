import { describe, expect, test } from "vitest";
import { dialectOf } from "../../../src/core/sql/dialect.ts";
import { OutsideViews, viewMadeBy } from "../../../src/core/usage/outside-views.ts";

const postgres = dialectOf("postgres");
const nowhere = { database: null, schema: null };

describe("viewMadeBy", () => {
  test.each([
    ["create view reporting.weekly as select 1", ["reporting", "weekly"]],
    [
      "-- made by hand\nCREATE OR REPLACE VIEW db.reporting.Weekly (a, b) AS SELECT 1",
      ["db", "reporting", "weekly"],
    ],
    ["create materialized view if not exists weekly as select 1", ["weekly"]],
    ['create or replace secure view "Reporting"."Weekly" copy grants as select 1', ["reporting", "weekly"]],
    ["create temporary view weekly as select 1", null],
    ["create table weekly as select * from view_of_it", null],
    ["select 'create view x as'", null],
    ["create view", null],
  ])("%s", (sql, name) => {
    expect(viewMadeBy(sql, postgres)).toEqual(name);
  });
});

describe("OutsideViews", () => {
  const orders = { uniqueId: "model.shop.orders", columns: ["amount"], star: false };
  const customers = { uniqueId: "model.shop.customers", columns: [], star: true };

  test("what views of views read stands in their place, each object once", () => {
    const views = new OutsideViews();
    const [lower, upper] = [views.add(["r", "lower"], nowhere), views.add(["r", "upper"], nowhere)];
    views.define(lower, [orders, customers]);
    views.define(upper, [{ uniqueId: lower, columns: ["x"], star: false }]);

    const reads = views.expand([
      { uniqueId: upper, columns: [], star: true },
      { ...orders, columns: ["id"] },
    ]);

    expect(reads.find(({ uniqueId }) => uniqueId === orders.uniqueId)).toEqual({
      ...orders,
      columns: ["amount", "id"],
    });
    expect(reads).toHaveLength(2);
  });

  test("views that read each other come to an end", () => {
    const views = new OutsideViews();
    const [one, other] = [views.add(["one"], nowhere), views.add(["other"], nowhere)];
    views.define(one, [{ uniqueId: other, columns: [], star: false }]);
    views.define(other, [{ uniqueId: one, columns: [], star: false }, orders]);

    expect(views.expand([{ uniqueId: one, columns: [], star: false }])).toEqual([orders]);
  });

  test("a name that leaves the schema out is that of the session in which the view was made", () => {
    const views = new OutsideViews();
    const id = views.add(["weekly"], { database: "DB", schema: "Reporting" });

    expect(views.find(["reporting", "weekly"], nowhere)).toBe(id);
    expect(views.find(["weekly"], { database: "db", schema: "reporting" })).toBe(id);
    expect(views.find(["weekly"], { database: "db", schema: "other" })).toBeNull();
  });
});
