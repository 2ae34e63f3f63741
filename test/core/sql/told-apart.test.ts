import { describe, expect, test } from "vitest";
import { fixtureReports } from "../../support/fixture-reports.ts";
import { saysTheSame, sameTexts } from "../../support/same-texts.ts";
import { changeOf } from "../../support/sql.ts";

const JOINED =
  "from db.raw.orders o join db.raw.customers c on c.id = o.customer_id join db.raw.payments p on p.order_id = o.id";
const LONG = Array.from({ length: 30 }, (_item, index) => `when status = 's${index}' then ${index}`).join(
  " ",
);

/** What the author writes alike on both sides, and how the sides are told apart. */
const ALIKE: readonly (readonly [
  what: string,
  before: string,
  after: string,
  told: readonly [before: string, after: string],
  adapter?: string,
])[] = [
  [
    "a column of another relation",
    `select o.amount ${JOINED}`,
    `select p.amount ${JOINED}`,
    ["orders.amount as amount", "payments.amount as amount"],
  ],
  [
    "a column of another CTE",
    `with a as (select id, max(tax) as rate from db.raw.orders group by id), b as (select id, min(tax) as rate from db.raw.orders group by id)
     select a.rate from a join b on b.id = a.id`,
    `with a as (select id, max(tax) as rate from db.raw.orders group by id), b as (select id, min(tax) as rate from db.raw.orders group by id)
     select b.rate from a join b on b.id = a.id`,
    ["a.rate as rate", "b.rate as rate"],
  ],
  [
    "one of several columns of an expression: the others stay as they are",
    `select o.tax + o.amount as total ${JOINED}`,
    `select o.tax + p.amount as total ${JOINED}`,
    ["tax + orders.amount as total", "tax + payments.amount as total"],
  ],
  [
    "columns of two relations that change places",
    `select coalesce(o.amount, p.amount) as amount ${JOINED}`,
    `select coalesce(p.amount, o.amount) as amount ${JOINED}`,
    [
      "coalesce(orders.amount, payments.amount) as amount",
      "coalesce(payments.amount, orders.amount) as amount",
    ],
  ],
  [
    "a relation that is read twice",
    "select a.amount from db.raw.orders a join db.raw.orders b on b.id = a.customer_id",
    "select b.amount from db.raw.orders a join db.raw.orders b on b.id = a.customer_id",
    ["a.amount as amount", "b.amount as amount"],
  ],
  [
    "a filter on a column of another relation",
    `select o.id ${JOINED} where o.amount > 0`,
    `select o.id ${JOINED} where p.amount > 0`,
    ["orders.amount > 0", "payments.amount > 0"],
  ],
  [
    "a key of an outer join",
    "select o.id from db.raw.orders o join db.raw.payments p on p.order_id = o.id left join db.raw.returns r on r.order_id = o.id and r.amount = o.amount",
    "select o.id from db.raw.orders o join db.raw.payments p on p.order_id = o.id left join db.raw.returns r on r.order_id = o.id and r.amount = p.amount",
    [
      "left join r on order_id = id and amount = orders.amount",
      "left join r on order_id = id and amount = payments.amount",
    ],
  ],
  [
    "a grouping key",
    `select count(*) as n ${JOINED} group by o.amount`,
    `select count(*) as n ${JOINED} group by p.amount`,
    ["orders.amount", "payments.amount"],
  ],
  [
    "the order of a limited result",
    `select o.id ${JOINED} order by o.amount limit 1`,
    `select o.id ${JOINED} order by p.amount limit 1`,
    ["order by orders.amount", "order by payments.amount"],
  ],
  [
    "a query in a condition",
    "select id from db.raw.orders where id in (select order_id from db.raw.payments)",
    "select id from db.raw.orders where id in (select order_id from db.raw.returns where amount > 0)",
    ["id in (select order_id from payments)", "id in (select order_id from returns where amount > 0)"],
  ],
  [
    "a branch in the place of another",
    "select id from db.raw.orders union all select id from db.raw.payments",
    "select id from db.raw.orders union all select id from db.raw.returns where amount > 0",
    ["union all of orders, payments", "union all of orders, returns"],
  ],
  [
    "what is beyond the length of a text",
    `select case ${LONG} else 1 end as x from db.raw.orders`,
    `select case ${LONG} else 2 end as x from db.raw.orders`,
    ["…1 end as x", "…2 end as x"],
  ],
  [
    "a name that quotes make another one",
    "select id as total from db.raw.orders",
    'select id as "total" from db.raw.orders',
    ['"TOTAL"', '"total"'],
    "snowflake",
  ],
];

describe("what an author writes alike is told apart", () => {
  test.each(ALIKE.map(([what, ...rest]) => ({ what, rest })))("$what", async ({ rest }) => {
    const [before, after, told, adapter] = rest;

    const { edits } = await changeOf(before, after, adapter);

    const [edit, ...others] = edits.filter(({ written }) => written !== undefined);
    expect(others).toEqual([]);
    expect([edit?.before, edit?.after]).toEqual(told);
  });

  test("and what is written otherwise is told as it is written", async () => {
    const { edits } = await changeOf(`select o.tax as x ${JOINED}`, `select p.amount as x ${JOINED}`);

    expect(edits).toMatchObject([{ before: "tax as x", after: "amount as x" }]);
    expect(edits[0]).not.toHaveProperty("written");
  });
});

test("a column that keeps its type and is made in another way is redefined, not of another type", async () => {
  const selecting = (type: string): string =>
    `select cast(cast(tax as ${type}) as text) as x from db.raw.orders`;

  const { columns } = await changeOf(selecting("int"), selecting("float"));

  expect(columns).toEqual([{ name: "x", kind: "redefined" }]);
});

describe("an expression is shown with what tells it from another", () => {
  const shown = async (expression: string, adapter: string): Promise<string | undefined> => {
    const selecting = (value: string): string => `select ${value} as x from db.raw.orders`;
    const { edits } = await changeOf(selecting("status"), selecting(expression), adapter);
    return edits.find(({ kind }) => kind === "expression")?.after;
  };

  test.each([
    ["-(id + tax)", "snowflake"],
    ["id - (tax - amount)", "snowflake"],
    ["id / (tax * amount)", "snowflake"],
    ["not (id = 1 or tax = 2)", "snowflake"],
    ["(not id = 1) = (tax = 2)", "postgres"],
    ["id = 1 and (tax = 2 or amount + tax > 3)", "snowflake"],
    ["(id + tax) * amount - tax", "snowflake"],
    ["(status || id)[1]", "duckdb"],
    ["(id = 1) is null", "postgres"],
    ["id not between 1 and 2", "snowflake"],
    ["id in (select order_id from db.raw.payments)", "postgres"],
    ["row_number() over (partition by id order by tax desc nulls last)", "snowflake"],
    ["sum(tax) over (order by id rows between 2 preceding and current row)", "snowflake"],
    ["sum(tax) over (order by id rows unbounded preceding)", "snowflake"],
  ])("%s", async (expression, adapter) => {
    expect(await shown(expression, adapter)).toBe(
      `${expression.replace(/\(select .*\)/u, "(select …)")} as x`,
    );
  });
});

test("no edit and no finding of any fixture shows the same on both sides", async () => {
  const reports = await fixtureReports();

  const edits = reports.flatMap(({ changes }) => changes.flatMap(({ sql }) => sql?.edits ?? []));
  const findings = reports.flatMap((report) => report.findings);
  expect(edits.length).toBeGreaterThan(100);
  expect(findings.length).toBeGreaterThan(100);
  expect(sameTexts(edits)).toEqual([]);
  expect(sameTexts(findings.flatMap(({ evidence }) => evidence))).toEqual([]);
  expect(findings.filter(({ title }) => saysTheSame(title))).toEqual([]);
}, 60_000);
