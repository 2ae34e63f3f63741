/** A small mart: every edit below is made to it. */
export const MART = `
with paid as (
    select id, customer_id, amount, tax, status, ordered_at
    from db.raw.orders
    where status = 'paid'
),
totals as (
    select customer_id, sum(amount) as revenue, count(*) as orders, max(ordered_at) as last_order
    from paid
    group by customer_id
)
select c.id, c.name, t.revenue, t.orders, t.last_order
from db.raw.customers as c
left join totals as t on t.customer_id = c.id`;

const UNION = `
select id, amount from db.raw.payments
union
select id, amount from db.raw.returns`;

const LATEST = `
select id, status, updated_at from db.raw.orders
qualify row_number() over (partition by id order by updated_at desc) = 1`;

const LINES = "select id, amount from db.raw.payments where amount > 0";

/** An edit of a statement, and how the two statements must compare. */
export type Edit = readonly [
  what: string,
  before: string,
  after: string,
  sqlClass: string,
  kinds: readonly string[],
  adapter?: string,
];

function edited(statement: string, from: string, to: string): readonly [string, string] {
  if (!statement.includes(from)) throw new Error(`no ${from}`);
  return [statement, statement.replace(from, to)];
}

/** The edits on which others were measured, and their like. */
export const EDITS: readonly Edit[] = [
  [
    "a column added at the end",
    ...edited(MART, "t.last_order\n", "t.last_order, c.country\n"),
    "additive",
    ["column_added"],
  ],
  [
    "a column added in the middle",
    ...edited(MART, "c.name,", "c.name, c.country,"),
    "additive",
    ["column_added"],
  ],
  [
    "a window column added",
    ...edited(MART, "t.orders,", "t.orders, rank() over (order by t.revenue) as place,"),
    "additive",
    ["column_added"],
  ],
  [
    "a constant column added",
    ...edited(MART, "t.orders,", "t.orders, 1 as version,"),
    "additive",
    ["column_added"],
  ],
  ["columns reordered", ...edited(MART, "c.id, c.name", "c.name, c.id"), "additive", ["column_order"]],
  ["a column renamed", ...edited(MART, "c.name,", "c.name as customer_name,"), "columns", ["column_renamed"]],
  ["a column dropped", ...edited(MART, " c.name,", ""), "columns", ["column_removed"]],
  ["a column retyped", ...edited(MART, "c.id,", "cast(c.id as bigint) as id,"), "columns", ["cast"]],
  [
    "a type narrowed",
    ...edited(MART, "t.revenue,", "t.revenue::numeric(10, 2) as revenue,"),
    "columns",
    ["cast"],
  ],
  ["a column redefined", ...edited(MART, "sum(amount)", "sum(amount - tax)"), "columns", ["expression"]],
  [
    "a column coalesced",
    ...edited(MART, "t.revenue,", "coalesce(t.revenue, 0) as revenue,"),
    "columns",
    ["expression"],
  ],
  ["sum to count", ...edited(MART, "sum(amount)", "count(amount)"), "columns", ["expression"]],
  ["count to count distinct", ...edited(MART, "count(*)", "count(distinct id)"), "columns", ["expression"]],
  ["max to min", ...edited(MART, "max(ordered_at)", "min(ordered_at)"), "columns", ["expression"]],
  [
    "a truncation changed",
    ...edited(MART, "max(ordered_at)", "max(date_trunc('day', ordered_at))"),
    "columns",
    ["expression"],
  ],
  ["a filter added", ...edited(MART, "= 'paid'", "= 'paid' and amount > 0"), "rows", ["filter"]],
  ["a filter removed", ...edited(MART, "    where status = 'paid'\n", ""), "rows", ["filter"]],
  ["a filter changed", ...edited(MART, "= 'paid'", "<> 'void'"), "rows", ["filter"]],
  [
    "a filter added at the end",
    ...edited(MART, "= c.id", "= c.id\nwhere c.country = 'NL'"),
    "rows",
    ["filter"],
  ],
  [
    "a filter in a new CTE",
    MART,
    MART.replace(
      "with paid",
      "with known as (select * from db.raw.customers where name is not null),\npaid",
    ).replace("from db.raw.customers as c", "from known as c"),
    "rows",
    ["filter"],
  ],
  [
    "HAVING added",
    ...edited(MART, "group by customer_id", "group by customer_id having count(*) > 1"),
    "rows",
    ["having"],
  ],
  ["a left join to an inner join", ...edited(MART, "left join", "inner join"), "rows", ["join"]],
  ["a left join to a full join", ...edited(MART, "left join", "full join"), "rows", ["join"]],
  ["join keys added", ...edited(MART, "= c.id", "= c.id and t.orders > 1"), "rows", ["join"]],
  ["join keys changed", ...edited(MART, "t.customer_id = c.id", "t.customer_id = c.email"), "rows", ["join"]],
  [
    "a join added",
    ...edited(MART, "= c.id", "= c.id\nleft join db.raw.payments as p on p.order_id = c.id"),
    "rows",
    ["join"],
  ],
  [
    "a join removed",
    "select o.id from db.raw.orders o join db.raw.customers c on c.id = o.customer_id",
    "select o.id from db.raw.orders o",
    "rows",
    ["join"],
  ],
  ["a limit added", `${LINES} order by id`, `${LINES} order by id limit 10`, "rows", ["limit"]],
  [
    "the order of a limited result",
    `${LINES} order by id limit 10`,
    `${LINES} order by amount limit 10`,
    "rows",
    ["limit"],
  ],
  ["ORDER BY alone", LINES, `${LINES} order by amount`, "none", []],
  ["DISTINCT added", LINES, LINES.replace("select", "select distinct"), "rows", ["distinct"]],
  ["DISTINCT removed", LINES.replace("select", "select distinct"), LINES, "rows", ["distinct"]],
  [
    "a deduplication removed",
    ...edited(LATEST, "\nqualify row_number() over (partition by id order by updated_at desc) = 1", ""),
    "rows",
    ["dedupe"],
    "snowflake",
  ],
  [
    "a deduplication ordered anew",
    ...edited(LATEST, "updated_at desc", "ordered_at desc"),
    "rows",
    ["window_order"],
    "snowflake",
  ],
  [
    "a deduplication by another key",
    ...edited(LATEST, "partition by id", "partition by id, status"),
    "rows",
    ["dedupe"],
    "snowflake",
  ],
  [
    "a grouping key added",
    ...edited(MART, "group by customer_id", "group by customer_id, status"),
    "rows",
    ["grouping"],
  ],
  [
    "grouping by all rows",
    "select sum(amount) as amount from db.raw.payments group by method",
    "select sum(amount) as amount from db.raw.payments",
    "rows",
    ["grouping"],
  ],
  ["UNION to UNION ALL", ...edited(UNION, "union", "union all"), "rows", ["set_operation"]],
  [
    "UNION ALL to UNION",
    ...edited(UNION.replace("union", "union all"), "union all", "union"),
    "rows",
    ["set_operation"],
  ],
  ["UNION to EXCEPT", ...edited(UNION, "union", "except"), "rows", ["set_operation"]],
  ["UNION to INTERSECT", ...edited(UNION, "union", "intersect"), "rows", ["set_operation"]],
  [
    "a branch added",
    UNION,
    `${UNION}\nunion\nselect id, amount from db.raw.orders`,
    "rows",
    ["set_operation"],
  ],
  ["another relation", ...edited(LINES, "raw.payments", "raw.returns"), "rows", ["source"]],
  ["a sample", LINES, LINES.replace("payments", "payments tablesample bernoulli (10)"), "rows", ["limit"]],
  [
    "time travel",
    LINES,
    LINES.replace("payments", "payments at(offset => -60)"),
    "rows",
    ["source"],
    "snowflake",
  ],
  [
    "PIVOT",
    "select * from db.raw.payments",
    "select * from db.raw.payments pivot(sum(amount) for method in ('card', 'cash'))",
    "rows",
    ["grouping", "column_added", "column_removed"],
    "snowflake",
  ],
  ["a table alias", ...edited(LINES, "db.raw.payments", "db.raw.payments as p"), "none", []],
  [
    "swapped operands",
    "select a.amount + a.tax as t from db.raw.orders a",
    "select a.tax + a.amount as t from db.raw.orders a",
    "none",
    [],
  ],
  [
    "a column of a union renamed, and still read by its old name, twice",
    "with p as (select 0 as n union all select 1) select a.n + b.n as n from p a cross join p b",
    "with p as (select 0 as m union all select 1) select a.n + b.n as n from p a cross join p b",
    "columns",
    ["column_renamed"],
  ],
  [
    "an expression by which a limit orders",
    "select id, amount as a from db.raw.orders order by a desc limit 3",
    "select id, amount - tax as a from db.raw.orders order by a desc limit 3",
    "rows",
    ["expression"],
  ],
  [
    "the direction in which a limit orders",
    "select id, amount as a from db.raw.orders order by a desc limit 3",
    "select id, amount as a from db.raw.orders order by a limit 3",
    "rows",
    ["limit"],
  ],
  [
    "a filter before a star over columns that nobody knows",
    "with v as (select * from db.raw.visits), w as (select * from v) select * from w where id > 0",
    "with v as (select * from db.raw.visits where id > 1), w as (select * from v) select * from w where id > 0",
    "rows",
    ["filter"],
  ],
  [
    "nothing, before two stars over columns that nobody knows",
    "with j as (select v.*, d.* except (id) from db.raw.visits v join db.raw.days d on d.id = v.id) select id from j",
    "with j as (select v.*, d.* except (id) from db.raw.visits as v join db.raw.days as d on v.id = d.id) select id from j",
    "none",
    [],
    "bigquery",
  ],
  [
    "an identity CTE",
    LINES,
    "with p as (select * from db.raw.payments) select id, amount from p where amount > 0",
    "none",
    [],
  ],
  [
    "a CTE renamed",
    MART,
    MART.replaceAll("paid as", "settled as").replaceAll("from paid", "from settled"),
    "none",
    [],
  ],
  [
    "an alias in another case",
    LINES.replace("amount from", "amount as A from"),
    LINES.replace("amount from", "amount as a from"),
    "none",
    [],
    "snowflake",
  ],
  [
    "a quoted alias in another case",
    LINES.replace("amount from", 'amount as "A" from'),
    LINES.replace("amount from", 'amount as "a" from'),
    "columns",
    ["column_renamed"],
    "snowflake",
  ],
];
