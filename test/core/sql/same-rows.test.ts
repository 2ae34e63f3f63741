import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { rowsFound } from "../../support/rows-world.ts";
import { changeOf } from "../../support/sql.ts";

const NOTHING = { class: "none", edits: [], columns: [] };
const ADAPTERS = [
  "athena",
  "bigquery",
  "clickhouse",
  "databricks",
  "duckdb",
  "fabric",
  "postgres",
  "redshift",
  "snowflake",
  "spark",
  "sqlserver",
  "trino",
];
const ORDERS = "from db.raw.orders";

describe.each(ADAPTERS)("in the SQL of %s", (adapter) => {
  test.each([
    [
      "group by its columns",
      `select distinct id, tax ${ORDERS}`,
      `select id, tax ${ORDERS} group by id, tax`,
    ],
    ["group by their places", `select distinct id, tax ${ORDERS}`, `select id, tax ${ORDERS} group by 2, 1`],
    [
      "group by an expression",
      `select distinct tax + 1 as more, 'a' as kind ${ORDERS}`,
      `select tax + 1 as more, 'a' as kind ${ORDERS} group by tax + 1`,
    ],
    [
      "group by them in a CTE",
      `with o as (select distinct id, tax ${ORDERS}) select sum(tax) as tax from o`,
      `with o as (select id, tax ${ORDERS} group by id, tax) select sum(tax) as tax from o`,
    ],
  ])("select distinct is %s", async (_what, before, after) => {
    expect(await changeOf(before, after, adapter)).toEqual(NOTHING);
    expect(await changeOf(after, before, adapter)).toEqual(NOTHING);
  });

  test.each(["count(1)", "count(0)", "count('x')"])("%s is count(*)", async (count) => {
    const grouped = (call: string): string =>
      `select status, ${call} as orders ${ORDERS} group by status having ${call} > 1`;

    expect(await changeOf(grouped(count), grouped("count(*)"), adapter)).toEqual(NOTHING);
  });
});

test.each([
  ["count()", "duckdb"],
  ["count()", "clickhouse"],
  ["count(true)", "snowflake"],
])("%s is count(*) in %s", async (count, adapter) => {
  const counting = (call: string): string => `select ${call} as orders ${ORDERS}`;

  expect(await changeOf(counting(count), counting("count(*)"), adapter)).toEqual(NOTHING);
});

test.each([
  "count(null)",
  "count(distinct 1)",
  "count(tax)",
  "count(distinct tax)",
  "count(id, tax)",
  "count(o.*)",
])("%s is not count(*)", async (count) => {
  const { class: sqlClass } = await changeOf(
    `select ${count} as orders ${ORDERS} o`,
    `select count(*) as orders ${ORDERS} o`,
    "snowflake",
  );

  expect(sqlClass).toBe("columns");
});

describe("DISTINCT and GROUP BY give other rows", () => {
  test.each([
    [
      "where a key is none of the columns",
      `select distinct id, tax ${ORDERS}`,
      `select id, tax ${ORDERS} group by id, tax, status`,
    ],
    [
      "where a column is no key",
      `select distinct id, tax ${ORDERS}`,
      `select id, max(tax) as tax ${ORDERS} group by id`,
    ],
    [
      "where groups are left out",
      `select distinct id, tax ${ORDERS}`,
      `select id, tax ${ORDERS} group by id, tax having count(*) > 1`,
    ],
    [
      "where a window sees rows before the one and after the other",
      `select distinct id, tax ${ORDERS} qualify count(*) over (partition by id) > 1`,
      `select id, tax ${ORDERS} group by id, tax qualify count(*) over (partition by id) > 1`,
    ],
    [
      "where DISTINCT keeps the first by some columns",
      `select distinct on (id, tax) id, tax ${ORDERS}`,
      `select id, tax, max(status) as status ${ORDERS} group by id, tax, status`,
    ],
    [
      "where there are totals as well",
      `select distinct id, tax ${ORDERS}`,
      `select id, tax ${ORDERS} group by rollup (id, tax)`,
    ],
    ["where one of them is gone", `select distinct id, tax ${ORDERS}`, `select id, tax ${ORDERS}`],
  ])("%s", async (_what, before, after) => {
    for (const [left, right] of [
      [before, after],
      [after, before],
    ] as const) {
      const { class: sqlClass, edits } = await changeOf(left, right, "duckdb");
      expect(sqlClass).toBe("rows");
      expect(edits).not.toEqual([]);
    }
  });

  test("what is left of a change beside it is told alone", async () => {
    const { class: sqlClass, edits } = await changeOf(
      `select distinct id, tax ${ORDERS}`,
      `select id, tax, max(status) as status ${ORDERS} where tax > 1 group by id, tax`,
    );

    expect(sqlClass).toBe("rows");
    expect(edits.map(({ kind }) => kind)).toEqual(["filter", "column_added"]);
  });
});

test("an engine agrees, with NULL and repeated rows", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const orders = "(values (1, null), (1, null), (null, null), (1, 2), (1, 2), (null, 2)) as orders(id, tax)";

  const [distinct, grouped] = await Promise.all(
    [`select distinct id, tax from ${orders}`, `select id, tax from ${orders} group by id, tax`].map(
      async (sql) => (await connection.runAndReadAll(`${sql} order by all`)).getRowsJson(),
    ),
  );

  connection.closeSync();
  expect(distinct).toHaveLength(4);
  expect(grouped).toEqual(distinct);
});

test("no rule tells DISTINCT that becomes GROUP BY", async () => {
  expect(
    await rowsFound(`select distinct id, tax ${ORDERS}`, `select id, tax ${ORDERS} group by id, tax`),
  ).toEqual({});
});
