import { describe, expect, test } from "vitest";
import { changeOf } from "../../support/sql.ts";

const NOTHING = { class: "none", edits: [], columns: [] };

describe("two statements that say the same", () => {
  test.each([
    [
      "layout and case of keywords",
      "select id, amount from db.raw.orders",
      "SELECT id,\n  amount\nFROM db.raw.orders",
    ],
    ["comments", "select id from db.raw.orders", "select -- the key\n id /* of orders */ from db.raw.orders"],
    [
      "a comment mark inside a string",
      "select '--' as a, id from db.raw.orders",
      "select '--' as a, id\nfrom db.raw.orders",
    ],
    ["quotes around names", 'select "id" from "db"."raw"."orders"', "select id from db.raw.orders"],
    [
      "`::` and CAST",
      "select id::text as id from db.raw.orders",
      "select cast(id as text) as id from db.raw.orders",
    ],
    [
      "redundant parentheses",
      "select ((amount)) as a from db.raw.orders",
      "select amount as a from db.raw.orders",
    ],
    [
      "commuted comparisons",
      "select id from db.raw.orders where 3 > amount",
      "select id from db.raw.orders where amount < 3",
    ],
    [
      "the order of conditions",
      "select id from db.raw.orders where tax > 0 and amount > 1",
      "select id from db.raw.orders where amount > 1 and tax > 0",
    ],
    [
      "the order of a list",
      "select id from db.raw.orders where status in ('a', 'b')",
      "select id from db.raw.orders where status in ('b', 'a')",
    ],
    [
      "<> and !=",
      "select id from db.raw.orders where status <> 'a'",
      "select id from db.raw.orders where not (status = 'a')",
    ],
    [
      "NOT IN",
      "select id from db.raw.orders where status not in ('a')",
      "select id from db.raw.orders where not status in ('a')",
    ],
    [
      "positions in GROUP BY",
      "select status, count(*) as n from db.raw.orders group by 1",
      "select status, count(*) as n from db.raw.orders group by status",
    ],
    [
      "a star written out",
      "select * from db.raw.returns",
      "select id, order_id, amount, reason from db.raw.returns",
    ],
    [
      "USING and ON",
      "select o.id from db.raw.orders o join db.raw.payments p using (id)",
      "select o.id from db.raw.orders o join db.raw.payments p on p.id = o.id",
    ],
    [
      "a CTE and a derived table",
      "with p as (select id from db.raw.orders where amount > 1) select id from p",
      "select id from (select id from db.raw.orders where amount > 1) as q",
    ],
    [
      "inner joins in another order",
      "select o.id from db.raw.orders o join db.raw.customers c on c.id = o.customer_id join db.raw.payments p on p.order_id = o.id",
      "select o.id from db.raw.orders o join db.raw.payments p on p.order_id = o.id join db.raw.customers c on c.id = o.customer_id",
    ],
    [
      "a column renamed inside and back",
      "with a as (select sum(amount) as total from db.raw.orders) select total from a",
      "with a as (select sum(amount) as revenue from db.raw.orders) select revenue as total from a",
    ],
    [
      "a CTE that nobody reads",
      "select id from db.raw.orders",
      "with spare as (select * from db.raw.payments limit 3) select id from db.raw.orders",
    ],
    [
      "a named window",
      "select sum(tax) over w as t from db.raw.orders window w as (partition by status)",
      "select sum(tax) over (partition by status) as t from db.raw.orders",
    ],
    [
      "a last select taken away",
      "with f as (select id from db.raw.orders where tax > 1) select * from f",
      "select id from db.raw.orders where tax > 1",
    ],
    [
      "ASC, which is the default",
      "select row_number() over (order by id) as n from db.raw.orders",
      "select row_number() over (order by id asc) as n from db.raw.orders",
    ],
  ])("%s", async (_what, before, after) => {
    expect(await changeOf(before, after)).toEqual(NOTHING);
  });

  test("brackets and aliases with = in T-SQL", async () => {
    const change = await changeOf(
      "select [id] from [db].[raw].[orders]",
      "select id from db.raw.orders",
      "sqlserver",
    );

    expect(change).toEqual(NOTHING);
  });
});

describe("two statements that look alike", () => {
  test("strings in another case are another condition", async () => {
    const change = await changeOf(
      "select id from db.raw.orders where status = 'Paid'",
      "select id from db.raw.orders where status = 'paid'",
    );

    expect(change.class).toBe("rows");
  });

  test("joined strings are not swapped where + joins strings", async () => {
    const change = await changeOf(
      "select status + id as k from db.raw.orders",
      "select id + status as k from db.raw.orders",
      "sqlserver",
    );

    expect(change.class).toBe("columns");
  });

  test("the two readings of a self-join are told apart", async () => {
    const before =
      "select a.id as one, b.id as two from db.raw.orders a join db.raw.orders b on a.customer_id = b.customer_id";
    const change = await changeOf(
      before,
      before.replace("a.id as one, b.id as two", "b.id as one, a.id as two"),
    );

    expect(change.class).toBe("columns");
  });

  test("a difference is told once, where it was written", async () => {
    const before =
      "with a as (select id, amount from db.raw.orders),\nb as (select * from a)\nselect * from b";
    const change = await changeOf(before, before.replace("id, amount", "id, amount * 100 as amount"));

    expect(change.edits).toEqual([
      {
        kind: "expression",
        scope: "a",
        before: "amount",
        after: "amount * 100 as amount",
        line: 1,
      },
    ]);
    expect(change.columns).toEqual([{ name: "amount", kind: "redefined" }]);
  });

  test("a column that changed and is joined by moves rows", async () => {
    const before =
      "with a as (select lower(email) as email from db.raw.customers) select o.id from db.raw.orders o join a on a.email = o.status";
    const change = await changeOf(before, before.replace("lower(email)", "upper(email)"));

    expect([change.class, change.edits.map(({ kind }) => kind)]).toEqual(["rows", ["expression"]]);
  });

  test("a CTE that lost a column which is still read is told", async () => {
    const before =
      "with a as (select id, sum(tax) as tax from db.raw.orders group by id) select a.id, a.tax from a";
    const change = await changeOf(before, before.replace("sum(tax) as tax", "sum(tax) as taxes"));

    expect([change.class, change.edits.map(({ kind }) => kind)]).toEqual(["columns", ["column_renamed"]]);
  });

  test("a branch that gained a column shifts those behind it", async () => {
    const before = "select id, amount from db.raw.payments union all select id, amount from db.raw.returns";
    const change = await changeOf(
      before,
      before.replace(
        "select id, amount from db.raw.returns",
        "select order_id, id, amount from db.raw.returns",
      ),
    );

    expect(change.class).toBe("columns");
  });

  test("what a star stands for is not known when the relation is another one", async () => {
    const change = await changeOf(
      "select * from db.raw.events",
      "select *, 1 as one from (select * from db.raw.events) e cross join db.raw.days",
    );

    expect(change.class).toBe("rows");
    expect((await changeOf("select * from db.raw.events", "select id, at from db.raw.events")).class).toBe(
      "unknown",
    );
  });
});

describe("what an edit says", () => {
  test("a filter names its scope, its line and both texts", async () => {
    const before =
      "with paid as (\n  select id from db.raw.orders\n  where status = 'paid'\n)\nselect id from paid";
    const { edits } = await changeOf(before, before.replace("= 'paid'", "<> 'void'"));

    expect(edits).toEqual([
      { kind: "filter", scope: "paid", before: "status = 'paid'", after: "status <> 'void'", line: 3 },
    ]);
  });

  test("a join names what it joins and by what", async () => {
    const before = "select o.id from db.raw.orders o left join db.raw.customers c on c.id = o.customer_id";
    const { edits } = await changeOf(before, before.replace("left join", "inner join"));

    expect(edits).toEqual([
      {
        kind: "join",
        scope: "root",
        before: "left join c on id = customer_id",
        after: "inner join c on id = customer_id",
        line: 1,
      },
    ]);
  });

  test.each([
    [
      "case",
      "case when amount > 0 and tax > 0 then 'a' else 'b' end as x",
      "case when amount > 0 and tax > 0 then 'a' else 'b' end as x",
    ],
    [
      "window",
      "sum(amount) over (partition by status order by id desc) as x",
      "sum(amount) over (partition by status order by id desc) as x",
    ],
    ["nested operators", "(amount - tax) / 2 as x", "(amount - tax) / 2 as x"],
    ["distinct", "count(distinct status) as x", "count(distinct status) as x"],
    ["lists", "status not in ('a', 'it''s') as x", "status not in ('a', 'it''s') as x"],
    ["null", "status is not null as x", "status is not null as x"],
    ["between", "amount between 1 and 2 as x", "amount between 1 and 2 as x"],
    ["star", "count(*) as x", "count(*) as x"],
  ])("an expression is shown as it would be written: %s", async (_what, expression, shown) => {
    const { edits } = await changeOf(
      "select id as x from db.raw.orders",
      `select ${expression} from db.raw.orders`,
    );

    expect(edits.find(({ kind }) => kind === "expression")?.after).toBe(shown);
  });
});
