import { describe, expect, test } from "vitest";
import { EDITS, MART } from "../../support/sql-edits.ts";
import { changeOf } from "../../support/sql.ts";

describe("an edit of a statement", () => {
  test.each(EDITS.map(([what, ...edit]) => ({ what, edit })))("$what", async ({ edit }) => {
    const [before, after, sqlClass, kinds, adapter] = edit;

    const change = await changeOf(before, after, adapter);

    expect([change.class, [...new Set(change.edits.map(({ kind }) => kind))]]).toEqual([sqlClass, kinds]);
  });

  test("a column that nobody reads, added to a CTE, is told and means nothing", async () => {
    const change = await changeOf(
      MART,
      MART.replace("count(*) as orders", "count(*) as orders, min(amount) as least"),
    );

    expect(change.class).toBe("none");
    expect(change.edits.map(({ kind, scope }) => [kind, scope])).toEqual([["column_added", "totals"]]);
  });

  test.each([
    {
      what: "changes nothing where they only filter and pass on",
      amount: "amount",
      sqlClass: "none",
      scopes: [],
    },
    {
      what: "keeps other rows where one of them numbers rows",
      amount: "row_number() over (order by id) as amount",
      sqlClass: "rows",
      scopes: ["base", "final"],
    },
  ])("a filter that moves down a chain of CTEs $what", async ({ amount, sqlClass, scopes }) => {
    const statement = (early: string, late: string): string => `
      with base as (select * from db.raw.orders ${early}),
      fields as (select id, ${amount}, tax, status from base),
      final as (select coalesce(amount, tax) as value, id from fields ${late})
      select * from final`;

    const change = await changeOf(
      statement("where status <> 'void'", ""),
      statement("", "where status <> 'void'"),
    );

    expect(change).toMatchObject({ class: sqlClass, columns: [] });
    expect(change.edits.map(({ kind, scope }) => [kind, scope])).toEqual(
      scopes.map((scope) => ["filter", scope]),
    );
  });

  describe("a deduplication that moves", () => {
    const FIRST = "qualify row_number() over (partition by id order by loaded_at desc) = 1";
    const ORDERS = "select id, loaded_at, amount from db.raw.orders";
    const inside = `with a as (${ORDERS} ${FIRST}) select a.id, b.rate from a join db.raw.rates as b on b.id = a.id`;

    test.each([
      {
        what: "to another CTE that the same scope reads is no change",
        before: `with a as (${ORDERS} ${FIRST}) select id, amount from a`,
        after: `with late as (${ORDERS} union all ${ORDERS}_late), b as (select * from late ${FIRST}) select id, amount from b`,
        scopes: [],
      },
      {
        what: "to the result loses nothing",
        before: `with a as (${ORDERS} ${FIRST}) select id, amount from a where amount > 0`,
        after: `with a as (${ORDERS}) select id, amount from a where amount > 0 ${FIRST}`,
        scopes: [],
      },
      {
        what: "away from the result is told once, as lost there",
        before: `with a as (${ORDERS}) select a.id, b.rate from a join db.raw.rates as b on b.id = a.id ${FIRST}`,
        after: inside,
        scopes: ["root"],
      },
    ])("$what", async ({ before, after, scopes }) => {
      const change = await changeOf(before, after, "snowflake");

      const dedupes = change.edits.filter(({ kind }) => kind === "dedupe");
      expect(dedupes.map(({ scope }) => scope)).toEqual(scopes);
    });
  });
});
