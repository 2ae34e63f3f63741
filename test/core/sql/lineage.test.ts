import { describe, expect, test } from "vitest";
import { factsOf, sourcesOf } from "../../support/sql.ts";

describe("where the columns of a result come from", () => {
  test.each([
    ["a column", "select id from db.raw.orders", { id: ["orders.id"] }],
    ["an alias", "select o.id as order_id from db.raw.orders o", { order_id: ["orders.id"] }],
    [
      "an expression",
      "select amount - tax as net from db.raw.orders",
      { net: ["orders.amount", "orders.tax"] },
    ],
    ["a constant", "select 1 as one from db.raw.orders", { one: [] }],
    [
      "a star",
      "select * from db.raw.returns",
      {
        id: ["returns.id"],
        order_id: ["returns.order_id"],
        amount: ["returns.amount"],
        reason: ["returns.reason"],
      },
    ],
    ["a CTE", "with a as (select id as k from db.raw.orders) select k from a", { k: ["orders.id"] }],
    [
      "a derived table with column aliases",
      "select k from (select id from db.raw.orders) as t(k)",
      { k: ["orders.id"] },
    ],
    [
      "a set operation, by position",
      "select id as k from db.raw.orders union all select order_id from db.raw.payments",
      { k: ["orders.id", "payments.order_id"] },
    ],
    [
      "a scalar subquery",
      "select (select max(p.amount) from db.raw.payments p where p.order_id = o.id) as m from db.raw.orders o",
      { m: ["payments.amount"] },
    ],
    [
      "a CASE",
      "select case when status = 'paid' then amount end as paid from db.raw.orders",
      { paid: ["orders.amount", "orders.status"] },
    ],
    [
      "a window",
      "select row_number() over (partition by customer_id order by ordered_at) as n from db.raw.orders",
      { n: ["orders.customer_id", "orders.ordered_at"] },
    ],
    [
      "a named window",
      "select sum(tax) over w as t from db.raw.orders window w as (partition by status)",
      { t: ["orders.status", "orders.tax"] },
    ],
    [
      "nested casts",
      "select cast(cast(id as text) as varchar(10)) as id from db.raw.orders",
      { id: ["orders.id"] },
    ],
    ["a cast without an alias", "select id::text from db.raw.orders", { id: ["orders.id"] }],
    ["VALUES", "select v.b from (values (1, 2)) as v(a, b)", { b: [] }],
  ])("%s", async (_what, sql, sources) => {
    expect(await sourcesOf(sql)).toEqual(sources);
  });

  test("a comment before a column leaves it its name", async () => {
    expect(await sourcesOf("select\n -- the key\n id,\n /* money */ amount from db.raw.orders")).toEqual({
      id: ["orders.id"],
      amount: ["orders.amount"],
    });
  });

  test("a bare column belongs to the one relation that has it", async () => {
    const sql =
      "select country, status from db.raw.orders join db.raw.customers on customers.id = customer_id";

    expect(await sourcesOf(sql)).toEqual({ country: ["customers.country"], status: ["orders.status"] });
  });

  test("a subquery's reference to a relation outside is of that relation", async () => {
    const { uses } = await factsOf(
      "select o.id from db.raw.orders o where exists (select 1 from db.raw.customers c where c.id = o.customer_id)",
    );

    expect(uses.map(({ relation, column }) => `${relation}.${column}`)).toEqual([
      "customers.id",
      "orders.customer_id",
    ]);
  });

  test("a CTE may have the name of the table that it reads", async () => {
    const sql = "with orders as (select id, amount * 2 as amount from orders) select amount from orders";

    expect(await sourcesOf(sql)).toEqual({ amount: ["orders.amount"] });
  });

  test("names of three parts and of one find the same relation", async () => {
    expect(await sourcesOf("select db.raw.orders.id from db.raw.orders")).toEqual({ id: ["orders.id"] });
    expect(await sourcesOf("select id from orders")).toEqual({ id: ["orders.id"] });
  });

  test("USING gives a column once, of both sides", async () => {
    const facts = await factsOf("select * from db.raw.payments p join db.raw.returns r using (order_id)");

    expect(facts.columns.map(({ name }) => name)).toEqual([
      "id",
      "order_id",
      "amount",
      "method",
      "id",
      "amount",
      "reason",
    ]);
    const bare = await factsOf(
      "select order_id from db.raw.payments p join db.raw.returns r using (order_id)",
    );
    expect(bare.columns[0]?.sources.map(({ relation }) => relation)).toEqual(["payments", "returns"]);
    expect(bare.columns[0]?.confidence).toBe("medium");
  });

  test("USING gives a column of both sides, also where their columns are not known", async () => {
    const right = "select id, order_id from db.raw.payments p join db.raw.visits v using (id)";
    const left = "select id, amount from db.raw.visits v left join db.raw.payments p using (id)";

    expect(await sourcesOf(right)).toEqual({
      id: ["db.raw.visits.id", "payments.id"],
      order_id: ["payments.order_id"],
    });
    expect(await sourcesOf(left)).toEqual({
      id: ["db.raw.visits.id", "payments.id"],
      amount: ["payments.amount"],
    });
  });

  test("USING with several relations gives a column of all that were joined by it", async () => {
    const sql =
      "select * from db.raw.orders join db.raw.customers using (id) join db.raw.returns on returns.id = tax";

    expect(await sourcesOf(sql)).toMatchObject({
      name: ["customers.name"],
      reason: ["returns.reason"],
    });
    const { columns } = await factsOf(sql);
    expect(columns[0]?.sources.map(({ relation }) => relation)).toEqual(["customers", "orders"]);
  });

  test("a recursive CTE keeps what it starts from and what it adds", async () => {
    const sql =
      "with recursive tree as (select id, customer_id from db.raw.orders union all select o.id, t.customer_id from db.raw.orders o join tree t on t.id = o.tax) select id, customer_id from tree";

    expect(await sourcesOf(sql)).toEqual({ id: ["orders.id"], customer_id: ["orders.customer_id"] });
  });

  test("what EXCEPT takes away decides which values stay", async () => {
    const { columns } = await factsOf(
      "select id from db.raw.orders except select order_id from db.raw.returns",
    );

    expect(columns[0]?.sources).toEqual([
      { relation: "orders", column: "id", type: "DIRECT", subtype: "IDENTITY" },
      { relation: "returns", column: "order_id", type: "INDIRECT", subtype: "FILTER" },
    ]);
  });

  test.each([
    [
      "snowflake",
      "select f.value:price::int as price from db.raw.orders o, lateral flatten(input => o.status) f",
    ],
    ["trino", "select u.price from db.raw.orders o cross join unnest(o.status) as u(price)"],
    ["bigquery", "select item.price from `db.raw.orders` o, unnest(o.status) as item"],
    ["sqlserver", "select v.price from db.raw.orders o cross apply (values (o.status)) v(price)"],
    ["spark", "select e.price from db.raw.orders o lateral view explode(o.status) e as price"],
    ["postgres", "select price from db.raw.orders o cross join unnest(o.status) as price"],
    ["clickhouse", "select price from db.raw.orders array join status as price"],
  ])("the elements of a list come from the list: %s", async (adapter, sql) => {
    expect(await sourcesOf(sql, adapter)).toEqual({ price: ["orders.status"] });
  });

  test("an index in a path of Snowflake is read", async () => {
    expect(await sourcesOf("select status[0]:name::text as n from db.raw.orders", "snowflake")).toEqual({
      n: ["orders.status"],
    });
  });

  test("PIVOT makes its columns of the value that it spreads", async () => {
    const sql =
      "select * from (select id, method, amount from db.raw.payments) pivot (sum(amount) for method in ('card', 'cash'))";

    expect(await sourcesOf(sql, "snowflake")).toEqual({
      id: ["payments.id"],
      card: ["payments.amount"],
      cash: ["payments.amount"],
    });
  });

  test("UNPIVOT makes one column of many", async () => {
    const sql = "select id, money from db.raw.orders unpivot (money for kind in (amount, tax))";

    expect(await sourcesOf(sql, "snowflake")).toEqual({
      id: ["orders.id"],
      money: ["orders.amount", "orders.tax"],
    });
  });

  test("stars with exceptions, replacements and renames", async () => {
    expect(
      await sourcesOf(
        "select * except (reason) replace (amount * 2 as amount) from `db.raw.returns`",
        "bigquery",
      ),
    ).toEqual({
      id: ["returns.id"],
      order_id: ["returns.order_id"],
      amount: ["returns.amount"],
    });
    expect(
      Object.keys(
        await sourcesOf("select * exclude (reason) rename (id as k) from db.raw.returns", "snowflake"),
      ),
    ).toEqual(["k", "order_id", "amount"]);
  });

  test("the alias of an earlier column is what it stands for", async () => {
    expect(
      await sourcesOf("select amount - tax as net, net * 2 as twice from db.raw.orders", "snowflake"),
    ).toEqual({
      net: ["orders.amount", "orders.tax"],
      twice: ["orders.amount", "orders.tax"],
    });
  });
});

describe("what only one warehouse writes", () => {
  test.each([
    ["duckdb", "select amount // tax as n from db.raw.orders", { n: ["orders.amount", "orders.tax"] }],
    ["duckdb", "select [x * 2 for x in status if x > 1] as l from db.raw.orders", { l: ["orders.status"] }],
    ["trino", "select transform(status, x -> x.price) as l from db.raw.orders", { l: ["orders.status"] }],
    [
      "bigquery",
      "select * from (select id, method, amount from db.raw.payments) pivot (sum(amount) as total for method in ('card' as card))",
      { id: ["payments.id"], total_card: ["payments.amount"] },
    ],
    [
      "databricks",
      "select * from (select id, method, amount from db.raw.payments) pivot (sum(amount) as total for method in ('card' as card))",
      { id: ["payments.id"], card_total: ["payments.amount"] },
    ],
    [
      "sqlserver",
      "select n = id, total = sum(amount) from db.raw.orders group by id",
      { n: ["orders.id"], total: ["orders.amount"] },
    ],
    ["sqlserver", "select count_big(*) as n from db.raw.orders", { n: [] }],
    [
      "redshift",
      "select convert(int, tax) as t, convert(decimal(10, 2), amount) as a from db.raw.orders",
      { t: ["orders.tax"], a: ["orders.amount"] },
    ],
    [
      "clickhouse",
      "with (select max(amount) from db.raw.payments) as m, 10 as k select id + k as i, m from db.raw.orders",
      { i: ["orders.id"], m: ["payments.amount"] },
    ],
    [
      "postgres",
      "select to_jsonb(p) as j from db.raw.payments p",
      { j: ["payments.amount", "payments.id", "payments.method", "payments.order_id"] },
    ],
  ])("%s: %s", async (adapter, sql, sources) => {
    expect(await sourcesOf(sql, adapter)).toEqual(sources);
  });

  test("a relation whose columns are not known may have one of its own name", async () => {
    expect(await sourcesOf("select days from db.raw.days")).toEqual({ days: ["db.raw.days.days"] });
  });
});

describe("how a value is made, in OpenLineage's words", () => {
  test("identity, transformation, aggregation, condition and window", async () => {
    const { columns } = await factsOf(
      "select id, lower(status) as s, sum(amount) as total, case when tax > 0 then 1 end as taxed, rank() over (order by ordered_at) as r from db.raw.orders group by 1, 2, 4",
    );

    expect(columns.map(({ sources }) => sources.map(({ type, subtype }) => `${type} ${subtype}`))).toEqual([
      ["DIRECT IDENTITY"],
      ["DIRECT TRANSFORMATION"],
      ["DIRECT AGGREGATION"],
      ["INDIRECT CONDITIONAL"],
      ["INDIRECT WINDOW"],
    ]);
    expect(columns.map(({ aggregate }) => aggregate)).toEqual([null, null, "sum", null, null]);
  });

  test("a column that is summed below stays aggregated above", async () => {
    const { columns } = await factsOf(
      "with a as (select sum(amount) as t from db.raw.orders) select t, cast(t as int) as i from a",
    );

    expect(columns.map(({ sources, cast }) => [sources[0]?.subtype, cast])).toEqual([
      ["AGGREGATION", null],
      ["AGGREGATION", "int"],
    ]);
  });

  test("columns that only choose, join, group or sort rows are uses", async () => {
    const { uses } = await factsOf(
      "select o.status, count(*) as n from db.raw.orders o join db.raw.customers c on c.id = o.customer_id where c.country = 'NL' group by o.status order by o.status",
    );

    expect(
      uses.map(({ relation, column, subtype, scope }) => `${subtype} ${relation}.${column} in ${scope}`),
    ).toEqual([
      "JOIN customers.id in root",
      "JOIN orders.customer_id in root",
      "FILTER customers.country in root",
      "GROUP_BY orders.status in root",
      "SORT orders.status in root",
    ]);
  });
});

describe("what could not be traced", () => {
  test("a star over a relation whose columns are not known is said, and its columns are found by name", async () => {
    const star = await factsOf("select * from db.raw.events");
    const named = await factsOf("with e as (select * from db.raw.events) select id from e");

    expect([star.columns, star.incomplete]).toEqual([[], "the columns of db.raw.events are not known"]);
    expect(named.columns[0]).toMatchObject({
      sources: [{ relation: "db.raw.events", column: "id" }],
      confidence: "medium",
      doubts: ["the columns of db.raw.events are not known"],
    });
  });

  test("a bare column that two unknown relations may have is not guessed", async () => {
    const { columns } = await factsOf("select name from db.raw.events join db.raw.days on true");

    expect(columns[0]).toMatchObject({
      sources: [],
      confidence: "low",
      untraced: ["name may be of db.raw.events or db.raw.days: their columns are not known"],
    });
  });

  test("a column that a CTE does not have is not traced", async () => {
    const { columns } = await factsOf("with a as (select id from db.raw.orders) select a.name from a");

    expect(columns[0]).toMatchObject({ sources: [], untraced: [expect.stringContaining("no column name")] });
  });

  test("a column that the schema does not list is followed with a doubt", async () => {
    const { columns } = await factsOf("select brand_new from db.raw.orders");

    expect(columns[0]).toMatchObject({
      sources: [{ relation: "orders", column: "brand_new" }],
      confidence: "medium",
    });
  });

  test("functions without parentheses are no columns", async () => {
    expect(
      await sourcesOf("select current_timestamp as t, sysdate as s from db.raw.orders", "snowflake"),
    ).toEqual({ t: [], s: [] });
  });
});
