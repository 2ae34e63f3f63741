/**
 * The demo's query log: what a warehouse would have logged in the 92 days before the pull request. Nobody in it is a
 * person: logins are numbered. The same text each time.
 */
export const WINDOW = { window_start: "2026-03-01T00:00:00Z", window_end: "2026-06-01T00:00:00Z" };

const DAY = 86_400_000;
const START = Date.parse(WINDOW.window_start);
const DAYS = 92;

/** Each kind of query: on which days (every nth), who sends it with what, and its text. */
const KINDS = [
  {
    every: 1,
    times: 3,
    user: (at) => `analyst_${(at % 14) + 1}`,
    application: "Tableau 2026.1",
    tag: { workbook: "Sales", dashboard: "Weekly revenue" },
    text: (at) =>
      `SELECT "ordered_on", "channel", SUM("net_revenue") AS "sum:net_revenue", SUM("discount_amount") AS "sum:discount_amount" FROM "analytics_marts"."mart_daily_sales" WHERE "ordered_on" >= '${dayOf(at - 7)}' GROUP BY 1, 2`,
  },
  {
    every: 2,
    times: 2,
    user: () => "looker_service",
    text: (at) =>
      `-- Looker Query Context '{"user_id":${(at % 9) + 1},"history_slug":"h${at}","instance_slug":"demo"}'\nselect fct_orders.channel, sum(fct_orders.discount_amount) as discounts, count(fct_orders.order_id) as orders from analytics_marts.fct_orders as fct_orders where fct_orders.status = 'shipped' and fct_orders.ordered_at >= timestamp '${dayOf(at - 30)}' group by fct_orders.channel limit 500`,
  },
  {
    every: 7,
    times: 1,
    user: () => "hex_service",
    text: (at) =>
      `select customer_id, lifetime_amount from analytics_marts.mart_customer_value where lifetime_amount > ${100 + at}\n-- Hex query metadata: {"context":"SCHEDULED_RUN","project_id":"churn-watch","cell_id":"c${at}"}`,
  },
  {
    every: 5,
    times: 1,
    user: (at) => `analyst_${(at % 5) + 1}`,
    application: "DBeaver 25.3",
    text: (at) =>
      `with o as (select customer_id, sum(net_amount) as total from analytics_marts.fct_orders where ordered_at > '${dayOf(at - 90)}' group by customer_id) select c.country_code, avg(o.total) from o join analytics_marts.dim_customers_v2 c on c.customer_id = o.customer_id group by 1`,
  },
  {
    every: 9,
    times: 1,
    user: (at) => `analyst_${(at % 3) + 1}`,
    application: "DBeaver 25.3",
    text: () => "select * from warehouse.analytics_marts.dim_products limit 100",
  },
  {
    every: 1,
    times: 2,
    user: () => "transformer",
    text: (at) =>
      `/* {"app": "dbt", "dbt_version": "1.11.12", "profile_name": "bike_shop", "target_name": "prod", "node_id": "model.bike_shop.mart_daily_sales"} */ create table analytics_marts.mart_daily_sales as (select ordered_at, net_amount, ${at} as run from analytics_marts.fct_orders)`,
  },
  {
    every: 4,
    times: 1,
    user: () => "fivetran_user",
    text: (at) => `insert into raw_shop.orders select * from staging.orders_${at}`,
  },
  {
    every: 11,
    times: 1,
    user: (at) => `analyst_${(at % 5) + 1}`,
    status: "FAILED",
    text: () => "select no_such_column from analytics_marts.fct_orders",
  },
];

/** The log as NDJSON. */
export function makeQueryLog() {
  const lines = KINDS.flatMap((kind, index) => entriesOf(kind, index));
  return `${lines
    .sort((left, right) => (left.started_at < right.started_at ? -1 : 1))
    .map((entry) => JSON.stringify(entry))
    .join("\n")}\n`;
}

function entriesOf({ every, times, user, application, tag, status = "SUCCESS", text }, index) {
  const entries = [];
  for (let day = 0; day < DAYS; day += every) {
    for (let time = 0; time < times; time++) {
      const at = START + day * DAY + (7 + time * 3) * 3_600_000 + index * 61_000;
      entries.push({
        query_id: `q-${index}-${day}-${time}`,
        query_text: text(day * times + time),
        started_at: new Date(at).toISOString(),
        user_name: user(day * times + time),
        database_name: "warehouse",
        status,
        ...(application !== undefined && { client_app: application }),
        ...(tag !== undefined && { query_tag: JSON.stringify(tag) }),
      });
    }
  }
  return entries;
}

function dayOf(day) {
  return new Date(START + day * DAY).toISOString().slice(0, 10);
}
