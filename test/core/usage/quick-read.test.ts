import { describe, expect, test } from "vitest";
import { dialectOf } from "../../../src/core/sql/dialect.ts";
import { quickRead } from "../../../src/core/usage/quick/quick-read.ts";
import { withoutLiterals } from "../../../src/core/usage/quick/tokens.ts";

const TABLES: Readonly<Record<string, readonly string[] | null>> = {
  orders: ["id", "customer_id", "amount", "status", "date"],
  customers: ["id", "country"],
  events: null,
};

/** What a query reads as `orders: amount, id`, a star as `*`; or why the quick reader leaves it. */
function reads(sql: string, adapter = "snowflake"): readonly string[] | string {
  const found = quickRead(sql, dialectOf(adapter), (parts) => {
    const name = parts.at(-1) ?? "";
    const columns = TABLES[name];
    return columns === undefined
      ? null
      : { uniqueId: name, columns: columns === null ? null : new Set(columns) };
  });
  if (found.state === "unsure") return found.why;
  return found.reads.map(
    ({ uniqueId, columns, star }) => `${uniqueId}: ${[...columns, ...(star ? ["*"] : [])].join(", ")}`,
  );
}

describe("quickRead", () => {
  test.each([
    [
      "select amount as total, o.id from db.marts.orders o where status = 'paid'",
      ["orders: amount, id, status"],
    ],
    ['SELECT "AMOUNT" FROM "ORDERS" ORDER BY "ID"', ["orders: amount, id"]],
    [
      "select o.id, c.country from orders o left join customers c on o.customer_id = c.id",
      ["orders: customer_id, id", "customers: country, id"],
    ],
    ["select country from orders join customers using (id)", ["orders: id", "customers: country, id"]],
    [
      "with x as (select id, amount from orders), y as (select * from x) select y.amount from y",
      ["orders: amount, id"],
    ],
    ["with x as (select * from orders) select amount from x", ["orders: amount, *"]],
    ["select count(*) from orders", ["orders: "]],
    ["select orders.amount from orders where orders.status = 1", ["orders: amount, status"]],
    [
      "select orders.amount from orders where (orders.id = 1) order by orders.status",
      ["orders: amount, id, status"],
    ],
    [
      "select orders.amount from orders union all select orders.id from orders limit 5",
      ["orders: amount, id"],
    ],
    [
      "select q.n from (select count(distinct status) n from orders group by customer_id) q",
      ["orders: customer_id, status"],
    ],
    [
      "select id from orders where customer_id in (select id from customers where country = 'NL')",
      ["orders: customer_id, id", "customers: country, id"],
    ],
    [
      "select id from orders o where exists (select 1 from customers c where c.id = o.customer_id)",
      ["orders: customer_id, id", "customers: id"],
    ],
    ["select amount from orders union all select id from customers", ["orders: amount", "customers: id"]],
    [
      "select row_number() over (partition by customer_id order by date) from orders qualify 1 = 1",
      ["orders: customer_id, date"],
    ],
    [
      "select cast(amount as date), amount::date, date '2026-01-01', extract(day from date) from orders",
      ["orders: amount, date"],
    ],
    ["select amount total from orders having total > 3", ["orders: amount"]],
    ["select payload:items[0].price, kind from events", ["events: kind, payload"]],
    ["select datediff(day, at_date, now_date) from events", ["events: at_date, now_date"]],
    ["select * exclude (status) from orders", ["orders: status, *"]],
    ["create table mine as select amount from orders;", ["orders: amount"]],
    ['declare "C1" cursor with hold for select amount from orders', ["orders: amount"]],
    ["insert into mine (a) select amount from orders", ["orders: amount"]],
    ["select x.a from elsewhere x, orders o", ["orders: "]],
    ["select amount from orders -- from customers", ["orders: amount"]],
    ["select 'from customers' from orders /* join customers */", ["orders: "]],
  ])("%s", (sql, expected) => {
    expect(reads(sql)).toEqual(expected);
  });

  test.each([
    ["select amount from `db.marts.orders`", ["orders: amount"]],
    ['select amount from orders where status = "customers"', ["orders: amount, status"]],
    ["select * except (id) from `orders`", ["orders: id, *"]],
  ])("BigQuery: %s", (sql, expected) => {
    expect(reads(sql, "bigquery")).toEqual(expected);
  });

  test.each([
    "select * from orders pivot (sum(amount) for status in ('a'))",
    "select * from orders lateral view explode(x) t as y",
    "select transform(xs, x -> x + 1) from orders",
    "with x (a) as (select id from orders) select a from x",
    "select 1; select 2",
    "select (1 from orders",
  ])("leaves to the engine what takes a parser: %s", (sql) => {
    expect(typeof reads(sql)).toBe("string");
  });

  test("tells the aggregates that a query computes", () => {
    const orders = { uniqueId: "orders", columns: new Set(["amount", "id"]) };

    const found = quickRead(
      "select sum(o.amount), count(distinct id), count(*), sum(amount + 1) from orders o",
      dialectOf("postgres"),
      () => orders,
    );

    expect(found).toMatchObject({
      aggregates: [
        { uniqueId: "orders", aggregate: "sum", expr: "amount" },
        { uniqueId: "orders", aggregate: "count_distinct", expr: "id" },
        { uniqueId: "orders", aggregate: "count", expr: "*" },
        { uniqueId: "orders", aggregate: "sum", expr: "amount + 1" },
      ],
    });
  });

  test("a very deep query is left alone", () => {
    expect(typeof reads(`select ${"(".repeat(20_000)}1${")".repeat(20_000)} from orders`)).not.toBe(
      "undefined",
    );
  });
});

test("what is stored of a query has no literals, comments or line ends", () => {
  const text = withoutLiterals(
    "select a1, 'x''y' -- who\nfrom t /* why */ where b in (1, 2.5)",
    dialectOf("postgres"),
  );

  expect(text).toBe("select a1, ? from t where b in (?)");
});
