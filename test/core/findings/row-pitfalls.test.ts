import { describe, expect, test } from "vitest";
import { rowsFound, type World } from "../../support/rows-world.ts";

interface Pitfall {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly world?: World;
  /** What else is silent: the same edit made right, or the same with what makes it safe around it. */
  readonly twins: readonly {
    readonly how: string;
    readonly before?: string;
    readonly after?: string;
    readonly world?: World;
  }[];
}

const ORDERS = "select o.id, o.amount from db.raw.orders as o";
const OF_CUSTOMERS =
  "select o.id, c.name from db.raw.orders as o inner join db.raw.customers as c on c.id = o.customer_id";
const LATEST =
  "select id, status from db.raw.orders qualify row_number() over (partition by id order by updated_at desc, status) = 1";
const UNION = "select id from db.raw.payments union all select id from db.raw.returns";
const DAILY = "select date_trunc('day', ordered_at) as day, amount from db.raw.orders";
const TOTAL = "select sum(coalesce(amount, 0)) as total from db.raw.orders";
const RECENT = "select o.id, o.amount from db.raw.orders as o where ordered_at > current_date - 3";
const moving = (low: string, middle: string, high: string): string =>
  `with a as (select id, amount from db.raw.orders ${low}), b as (select id, amount as value, amount from a ${middle}), c as (select id, amount, value from b ${high}) select id, value from c`;
const guarded = (condition: string): World => ({
  raw: [ORDERS, `${ORDERS} {% if ${condition} %} where ordered_at > current_date - 3 {% endif %}`],
});
const PAID = "select o.id, p.method from db.raw.orders as o";
const JOINED = `${PAID} left join db.raw.payments as p on p.order_id = o.id`;
const ONE_PER_ORDER = "select order_id, max(method) as method from db.raw.payments group by order_id";
const NUMBERED =
  "select order_id, method, row_number() over (partition by order_id order by id) as rn from db.raw.payments";
const FIRST = "qualify row_number() over (partition by order_id order by id) = 1";
const SNOWFLAKE: World = { adapter: "snowflake" };

/** By rule: the edit on which it fires, and corrected twins on which all rules of the family are silent. */
const PITFALLS: Readonly<Record<string, readonly Pitfall[]>> = {
  "join-fans-out": [
    {
      what: "a left join with the many side",
      before: "select o.id from db.raw.orders as o",
      after: JOINED,
      twins: [
        { how: "a unique test on the key", after: JOINED, world: { unique: ["payments.order_id"] } },
        {
          how: "a derived table that is grouped by the key",
          after: `${PAID} left join (${ONE_PER_ORDER}) as p on p.order_id = o.id`,
        },
        {
          how: "a CTE that is grouped by the key",
          after: `with p as (${ONE_PER_ORDER}) ${PAID} left join p on p.order_id = o.id`,
        },
        {
          how: "a CTE that passes a grouped one on",
          after: `with g as (${ONE_PER_ORDER}), p as (select order_id, method as method from g where method <> '') ${PAID} left join p on p.order_id = o.id`,
        },
        {
          how: "DISTINCT over the key",
          after: `with p as (select distinct order_id, 'card' as method from db.raw.payments) ${PAID} left join p on p.order_id = o.id and p.method = 'card'`,
        },
        {
          how: "the first of numbered rows, in the join",
          after: `with p as (${NUMBERED}) ${PAID} left join p on p.order_id = o.id and p.rn = 1`,
        },
        {
          how: "the first of numbered rows, by a filter",
          after: `with n as (${NUMBERED}), p as (select * from n where rn = 1) ${PAID} left join p on p.order_id = o.id`,
        },
        {
          how: "QUALIFY",
          after: `with p as (select order_id, method from db.raw.payments ${FIRST}) ${PAID} left join p on p.order_id = o.id`,
          world: SNOWFLAKE,
        },
        {
          how: "a single row",
          after: `${PAID} cross join (select max(method) as method from db.raw.payments) as p`,
        },
      ],
    },
  ],
  "join-changed": [
    {
      what: "a left join that becomes an inner join",
      before: OF_CUSTOMERS.replace("inner", "left"),
      after: OF_CUSTOMERS,
      twins: [
        {
          how: "its sides swapped",
          after: OF_CUSTOMERS.replace("inner", "left").replace(
            "c.id = o.customer_id",
            "o.customer_id = c.id",
          ),
        },
      ],
    },
    {
      what: "an inner join with one partner at most",
      before: "select o.id from db.raw.orders as o",
      after: OF_CUSTOMERS,
      world: { unique: ["customers.id"] },
      twins: [
        {
          how: "a left join",
          after: OF_CUSTOMERS.replace("inner", "left"),
          world: { unique: ["customers.id"] },
        },
      ],
    },
  ],
  "filter-changed": [
    {
      what: "recent rows only",
      before: ORDERS,
      after: RECENT,
      twins: [
        { how: "the condition on another target than production", world: guarded("target.name == 'dev'") },
        { how: "the condition on any target but production", world: guarded("target.name != 'prod'") },
      ],
    },
    {
      what: "a filter that moves across a grouping",
      before: moving("where amount > 0", "group by id, amount", ""),
      after: moving("", "group by id, amount", "where amount > 0"),
      twins: [
        {
          how: "nothing but columns on its way",
          before: moving("where amount > 0", "", ""),
          after: moving("", "", "where amount > 0"),
        },
      ],
    },
  ],
  "row-limit-added": [
    {
      what: "a limit",
      before: ORDERS,
      after: `${ORDERS} limit 100`,
      twins: [{ how: "an order instead", after: `${ORDERS} order by 1` }],
    },
    {
      what: "recent rows by a condition that production meets",
      before: ORDERS,
      after: RECENT,
      world: guarded("target.name != 'dev'"),
      twins: [
        { how: "one that it does not meet", world: guarded("target.name == 'dev'") },
        { how: "one that nobody can tell", world: guarded("target.name == var('short')") },
      ],
    },
    {
      what: "such a condition in text that was compiled for another target",
      before: ORDERS,
      after: ORDERS,
      world: guarded("target.name in ('prod', 'prod_eu')"),
      twins: [{ how: "one that production does not meet", world: guarded("target.name in ('dev', 'ci')") }],
    },
  ],
  "deduplication-changed": [
    {
      what: "QUALIFY that is gone",
      before: LATEST,
      after: "select id, status from db.raw.orders",
      world: SNOWFLAKE,
      twins: [
        { how: "only its layout changed", after: LATEST.replace(" qualify", "\nqualify"), world: SNOWFLAKE },
      ],
    },
    {
      what: "a grouping without aggregates that is gone",
      before: "select id, status from db.raw.orders group by id, status",
      after: "select id, status from db.raw.orders",
      twins: [{ how: "its keys by position", after: "select id, status from db.raw.orders group by 1, 2" }],
    },
    {
      what: "the row number that a filter keeps, in another order",
      before: `with n as (${NUMBERED}) select order_id, method from n where rn = 1`,
      after: `with n as (${NUMBERED.replace("by id)", "by amount, id)")}) select order_id, method from n where rn = 1`,
      twins: [
        {
          how: "another name for it",
          after: `with n as (${NUMBERED.replace("as rn", "as place")}) select order_id, method from n where place = 1`,
        },
      ],
    },
  ],
  "grain-changed": [
    {
      what: "another key of the grouping",
      before: "select customer_id, sum(amount) as total from db.raw.orders group by customer_id",
      after: "select customer_id, sum(amount) as total from db.raw.orders group by customer_id, status",
      twins: [
        {
          how: "the same key by position",
          after: "select customer_id, sum(amount) as total from db.raw.orders group by 1",
        },
      ],
    },
  ],
  "set-operation-changed": [
    {
      what: "UNION ALL that becomes UNION",
      before: UNION,
      after: UNION.replace("union all", "union"),
      twins: [
        {
          how: "its queries in another order",
          after: "select id from db.raw.returns union all select id from db.raw.payments",
        },
      ],
    },
  ],
  "source-swapped": [
    {
      what: "another relation",
      before: "select id from db.raw.payments",
      after: "select id from db.raw.returns",
      twins: [
        {
          how: "the name that another environment gives it",
          after: "select id from ci_12.raw.payments",
          world: {
            raw: [
              "select id from {{ target.database }}.raw.payments",
              "select  id from {{ target.database }}.raw.payments where true",
            ],
          },
        },
      ],
    },
    {
      what: "a name of a database that the author wrote",
      before: "select id from lake.raw.events",
      after: "select id from lake_v2.raw.events",
      twins: [{ how: "quotes", after: 'select id from "lake"."raw"."events"' }],
    },
  ],
  "time-changed": [
    {
      what: "another truncation",
      before: DAILY,
      after: DAILY.replace("'day'", "'month'"),
      twins: [
        { how: "another name of the table", after: DAILY.replace("db.raw.orders", "db.raw.orders as o") },
      ],
    },
    {
      what: "another time zone",
      before: "select convert_timezone('UTC', 'America/New_York', ordered_at) as at from db.raw.orders",
      after: "select convert_timezone('UTC', 'Europe/Berlin', ordered_at) as at from db.raw.orders",
      world: SNOWFLAKE,
      twins: [
        {
          how: "a comment",
          after:
            "select convert_timezone('UTC', 'America/New_York', ordered_at) /* local */ as at from db.raw.orders",
          world: SNOWFLAKE,
        },
      ],
    },
    {
      what: "the date of a moment",
      before: "select ordered_at as day from db.raw.orders",
      after: "select ordered_at::date as day from db.raw.orders",
      twins: [{ how: "a cast to text", after: "select ordered_at::text as day from db.raw.orders" }],
    },
  ],
  "nulls-changed": [
    {
      what: "a default that is gone",
      before: TOTAL,
      after: TOTAL.replace("coalesce(amount, 0)", "amount"),
      twins: [
        {
          how: "the default written in another way",
          after: TOTAL.replace("coalesce(amount, 0)", "ifnull(amount, 0)"),
        },
      ],
    },
    {
      what: "a new left join that feeds a column with a not_null test",
      before: "select o.id from db.raw.orders as o",
      after: OF_CUSTOMERS.replace("inner", "left"),
      world: { unique: ["customers.id"], notNull: ["name"] },
      twins: [
        { how: "no such test", world: { unique: ["customers.id"] } },
        {
          how: "a default",
          after: OF_CUSTOMERS.replace("inner", "left").replace("c.name", "coalesce(c.name, '') as name"),
          world: { unique: ["customers.id"], notNull: ["name"] },
        },
      ],
    },
  ],
  "column-redefined": [
    {
      what: "another expression",
      before: TOTAL,
      after: TOTAL.replace("coalesce(amount, 0)", "amount - tax"),
      twins: [
        { how: "swapped operands", after: TOTAL },
        { how: "other rows of its input", after: `${TOTAL} where status = 'paid'` },
      ],
    },
  ],
  "nondeterministic-output": [
    {
      what: "a new row number with one key",
      before: "select id from db.raw.orders",
      after:
        "select id, row_number() over (partition by customer_id order by updated_at) as place from db.raw.orders",
      twins: [
        {
          how: "a tie-breaker",
          after:
            "select id, row_number() over (partition by customer_id order by updated_at, id) as place from db.raw.orders",
        },
        { how: "a key that is tested to be unique", world: { unique: ["orders.updated_at"] } },
        {
          how: "a rank, which treats equal rows alike",
          after:
            "select id, rank() over (partition by customer_id order by updated_at) as place from db.raw.orders",
        },
      ],
    },
  ],
};

describe.each(Object.entries(PITFALLS))("%s", (rule, pitfalls) => {
  test.each(pitfalls)("fires on $what", async ({ before, after, world }) => {
    expect(Object.keys(await rowsFound(before, after, world))).toEqual([rule]);
  });

  const twins = pitfalls.flatMap(({ what, before, after, twins }) =>
    twins.map((twin) => ({
      what,
      how: twin.how,
      before: twin.before ?? before,
      after: twin.after ?? after,
      world: twin.world,
    })),
  );
  test.each(twins)("is silent on $what with $how", async ({ before, after, world }) => {
    const found = await rowsFound(before, after, world);

    expect(found[rule]).toBeUndefined();
  });
});
