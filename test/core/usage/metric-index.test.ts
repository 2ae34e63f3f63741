import { describe, expect, test } from "vitest";
import { dialectOf } from "../../../src/core/sql/dialect.ts";
import { formulaOfMetric } from "../../../src/core/usage/metric-formula.ts";
import { metricIndex } from "../../../src/core/usage/metric-index.ts";
import { countedAs } from "../../../src/core/usage/metric-read.ts";
import { quickRead } from "../../../src/core/usage/quick/quick-read.ts";
import { builtNodes, ownNames, relationIndex } from "../../../src/core/usage/relation-index.ts";
import { metricOf } from "../../support/semantic-layer.ts";
import { measuredShop } from "../../support/measured-shop.ts";

const { project } = measuredShop;
const dialect = dialectOf("postgres");
const relations = relationIndex(ownNames(builtNodes(project)), []);
const metrics = metricIndex(project, dialect);

/** How a query computes each metric: `total by hand`. A metric that it uses is listed by its name too. */
function computed(query: string): readonly string[] {
  const found = quickRead(query, dialect, (parts) => {
    const node = relations.find(parts, { database: null, schema: null });
    return node === null
      ? null
      : { uniqueId: node.uniqueId, columns: new Set(node.columns.map(({ name }) => name)) };
  });
  if (found.state === "unsure") throw new Error(found.why);
  const rows = metrics(found.aggregates, query).flatMap(({ uniqueId, how }) =>
    countedAs(how).map((row) => [uniqueId.slice("metric.shop.".length), row ?? ""].join(" ").trim()),
  );
  return rows.sort();
}

/** All that the sum of `amount` over orders is said of, where it is filtered by nothing. */
const TOTAL = [
  "cheap without its filter",
  "dutch without its filter",
  "paid without its filter",
  "recent without its filter",
  "total",
  "total by hand",
];

describe("what computes a metric", () => {
  test.each([
    ["its aggregate over its object", "select sum(o.amount) from analytics.marts.orders o", TOTAL],
    [
      "a column that a subquery renames",
      "with o as (select amount as paid from marts.orders) select sum(paid) from o",
      TOTAL,
    ],
    [
      "a star that passes it on",
      "with o as (select * from marts.orders) select sum(amount) from o where discount > 0",
      TOTAL,
    ],
    [
      "an expression, however it is spelled",
      "select SUM( o.AMOUNT-o.discount ) from marts.orders o",
      ["net", "net by hand"],
    ],
    [
      "an expression in two steps",
      "select sum(a - b) from (select amount as a, discount b from marts.orders) x",
      ["net", "net by hand"],
    ],
    [
      "rows, counted",
      "select status, count(*) from marts.orders group by 1",
      ["order_count", "order_count by hand"],
    ],
    [
      "different values",
      "select count(distinct customer_id) from marts.orders",
      ["buyers", "buyers by hand"],
    ],
  ])("%s", (_what, query, expected) => {
    expect(computed(query)).toEqual(expected);
  });

  test.each([
    ["in WHERE", "select sum(amount) from marts.orders where status = 'paid' and id > 3"],
    ["in a subquery", "select sum(amount) from (select * from marts.orders where (status = 'paid')) x"],
    ["of the aggregate alone", "select sum(amount) filter (where status = 'paid') from marts.orders"],
    ["in a CASE", "select sum(case when status = 'paid' then amount end) from marts.orders"],
  ])("its filter is found %s", (_where, query) => {
    expect(computed(query)).toEqual(expect.arrayContaining(["paid", "paid by hand"]));
  });

  test("a filter by the same columns to something else is told apart", () => {
    const otherwise = computed("select sum(amount) from marts.orders where status <> 'paid'");
    const either = computed("select sum(amount) from marts.orders where status = 'paid' or id = 1");

    expect(otherwise).toContain("paid filtered by its columns");
    expect(either).toContain("paid filtered by its columns");
    expect([...otherwise, ...either]).not.toContain("paid");
  });

  test("where a log has no literals, a number counts rows, and values are not taken to be others", () => {
    const paid = computed("select sum(amount) from marts.orders where status = $1");

    expect(paid).toContain("paid filtered by its columns");
    expect(computed("select count($1) from marts.orders")).toEqual(["order_count", "order_count by hand"]);
  });

  test("a filter that is an expression, or that a joined table has, counts too", () => {
    const cheap = computed("select sum(amount) from marts.orders where (amount < 10)");
    const dutch = computed(
      "select sum(o.amount) from marts.orders o join marts.customers c on c.id = o.customer_id where c.country = 'NL'",
    );

    expect(cheap).toContain("cheap by hand");
    expect(dutch).toContain("dutch by hand");
  });

  test("an expression that holds a condition is compared as a whole", () => {
    const same = computed("select sum(case when status = 'paid' then amount else 0 end) from marts.orders");
    const other = computed("select sum(case when status = 'open' then amount else 0 end) from marts.orders");

    expect(same).toContain("paid_total by hand");
    expect(other).not.toContain("paid_total by hand");
  });

  test("what the semantic layer asks is use, and not by hand", () => {
    const query = `SELECT order__status, SUM(total) AS paid FROM (
      SELECT status AS order__status, amount AS total FROM analytics.marts.orders orders_src_28000
    ) subq_2 WHERE order__status = 'paid' GROUP BY order__status`;

    expect(computed(query)).toEqual(["paid", "total"]);
  });

  test("zero is nothing in a sum alone", () => {
    const rows = (aggregate: string) =>
      computed(`select ${aggregate}(case when status = 'paid' then 1 else 0 end) from marts.orders`);

    expect(rows("sum")).toContain("order_count by hand");
    expect(rows("count")).toEqual([]);
    expect(computed("select sum(iff(status = 'paid', amount, 0)) from marts.orders")).toContain(
      "paid by hand",
    );
  });

  test("what no single call computes is not compared, and says so", () => {
    const why = (name: string) => {
      const told = formulaOfMetric(metricOf(project, name), project, dialect);
      return told.told ? null : told.why;
    };

    expect(why("typical")).toBe("no query is looked for that computes its aggregation, percentile");
    expect(why("stock")).toBe("it is not summed over every dimension");
    expect(why("share")).toBe("it is a ratio metric, and queries are compared with simple ones alone");
    expect(why("odd")).toBe("its filter names what no column of one object stands for");
    expect(why("lost")).toBe("what it aggregates is not in the project");
    expect(why("recent")).toBeNull();
    expect(computed("select sum(amount) from marts.orders where id > 3")).toContain("recent by hand");
  });

  test.each([
    ["a sum over a window", "select sum(amount) over (partition by customer_id) from marts.orders"],
    [
      "rows that were made different first",
      "select sum(amount) from (select distinct amount from marts.orders) x",
    ],
    ["the first rows", "select sum(amount) from (select amount from marts.orders limit 10) x"],
    ["groups, counted", "select count(*) from (select status from marts.orders group by status) x"],
    [
      "two tables put together",
      "select sum(amount) from (select amount from marts.orders union all select id from marts.customers) x",
    ],
    ["a join, counted", "select count(*) from marts.orders o join marts.customers c on c.id = o.customer_id"],
    ["another aggregate", "select max(amount) from marts.orders"],
    ["a column of the name in another table", "select sum(amount) from raw.payments"],
  ])("%s is none", (_what, query) => {
    expect(computed(query)).toEqual([]);
  });

  test("names that double themselves end the telling, not the reading", () => {
    const steps = Array.from(
      { length: 40 },
      (_, step) => `s${step + 1} as (select a + a as a from s${step})`,
    );
    const query = `with s0 as (select amount as a from marts.orders), ${steps.join(", ")} select sum(a) from s40`;

    expect(computed(query)).toEqual([]);
  });
});
