import { describe, expect, test } from "vitest";
import { rowsFound } from "../../support/rows-world.ts";

const JOINED = "from db.raw.orders as o join db.raw.payments as p on p.order_id = o.id";

/** The rules that tell an edit of one column; every column of the tables is a text, by the catalog. */
async function told(
  before: string,
  after: string,
  {
    from = "from db.raw.orders",
    adapter = "postgres",
  }: { readonly from?: string; readonly adapter?: string },
): Promise<readonly string[]> {
  const selecting = (value: string): string => `select ${value} as x ${from}`;
  return Object.keys(await rowsFound(selecting(before), selecting(after), { adapter }));
}

describe("a cast that makes another value is told", () => {
  test.each([
    {
      what: "below a cast that stays",
      before: "cast(cast(amount as int) as varchar)",
      after: "cast(cast(amount as decimal(10, 2)) as varchar)",
    },
    {
      what: "put below a cast that stays",
      before: "cast(amount as decimal(10, 2))",
      after: "cast(cast(amount as int) as decimal(10, 2))",
    },
    {
      what: "there and back again",
      before: "amount",
      after: "cast(cast(amount as int) as text)",
    },
    { what: "inside an aggregate", before: "sum(tax)", after: "sum(cast(tax as int))" },
    {
      what: "beside a cast of the whole to its own type",
      before: "cast(tax + amount as numeric)",
      after: "cast(cast(tax as int) + amount as numeric)",
    },
    {
      what: "that no longer makes NULL of what cannot be cast",
      before: "try_cast(status as int)",
      after: "cast(status as int)",
      adapter: "snowflake",
    },
    {
      what: "of a column of another relation",
      before: "o.amount",
      after: "cast(p.amount as text)",
      from: JOINED,
    },
  ])("$what", async ({ before, after, ...around }) => {
    expect(await told(before, after, around)).toEqual(["column-redefined"]);
  });
});

describe("a cast of what has that very type is silent", () => {
  test.each([
    { what: "around a column", before: "status", after: "cast(status as text)" },
    {
      what: "below a cast that stays",
      before: "cast(amount as decimal(10, 2))",
      after: "cast(cast(amount as text) as decimal(10, 2))",
    },
    {
      what: "around a cast",
      before: "cast(cast(amount as int) as varchar)",
      after: "cast(cast(cast(amount as int) as integer) as varchar)",
    },
    { what: "inside an expression", before: "upper(status)", after: "upper(status::text)" },
    {
      what: "which cannot fail",
      before: "try_cast(status as text)",
      after: "cast(status as text)",
      adapter: "snowflake",
    },
    { what: "of the same relation", before: "p.amount", after: "cast(p.amount as text)", from: JOINED },
  ])("$what", async ({ before, after, ...around }) => {
    expect(await told(before, after, around)).toEqual([]);
  });
});

test("a column's own new type is told by its rule alone", async () => {
  expect(await told("cast(tax as int)", "cast(tax as decimal(10, 2))", {})).toEqual([]);
});

test("one of two stars is told where the other is the same", async () => {
  const statement = (star: string): string =>
    `select e.*, d.${star}, e.at as y from lake.raw.events as e join lake.raw.days as d on d.id = e.id`;

  const found = await rowsFound(statement("*"), statement("* except (id)"), { adapter: "bigquery" });

  expect(Object.keys(found)).toEqual(["column-redefined"]);
});

describe("a cast in a CTE", () => {
  const summing = (amount: string): string =>
    `with o as (select id, ${amount} as amount from db.raw.orders) select id, sum(amount) as total from o group by id`;
  const passing = (amount: string): string =>
    `with o as (select id, ${amount} as amount from db.raw.orders where id > 1) select id, amount from o`;

  test.each([
    ["another type", "cast(amount as int)", "cast(amount as decimal(10, 2))", ["column-redefined"]],
    ["the type that it has", "amount", "cast(amount as text)", []],
  ])("to %s, of what is summed up after it", async (_what, ...[before, after, expected]) => {
    expect(Object.keys(await rowsFound(summing(before), summing(after)))).toEqual(expected);
  });

  test("of what is passed on is a change of the column's type alone", async () => {
    const found = await rowsFound(passing("cast(amount as int)"), passing("cast(amount as decimal(10, 2))"));

    expect(found).toEqual({});
  });
});
