import { describe, expect, test } from "vitest";
import { changeOf } from "../../support/sql.ts";

const NOTHING = { class: "none", edits: [], columns: [] };

function selecting(expression: string): string {
  return `select ${expression} as x from db.raw.orders`;
}

describe("what style checkers write in another way", () => {
  test.each([
    ["nvl", "nvl(amount, 0)", "coalesce(amount, 0)", "snowflake"],
    ["ifnull", "ifnull(amount, 0)", "coalesce(amount, 0)", "bigquery"],
    ["zeroifnull", "zeroifnull(amount)", "coalesce(amount, 0)", "snowflake"],
    ["nvl2", "nvl2(tax, 'a', 'b')", "case when tax is not null then 'a' else 'b' end", "snowflake"],
    ["iff", "iff(tax > 1, 'a', 'b')", "case when tax > 1 then 'a' else 'b' end", "snowflake"],
    ["an IF without an ELSE", "if(tax > 1, 'a', null)", "case when tax > 1 then 'a' end", "bigquery"],
    ["ELSE NULL", "case when tax > 1 then 'a' else null end", "case when tax > 1 then 'a' end", "postgres"],
    ["a default", "case when tax is null then 0 else tax end", "coalesce(tax, 0)", "postgres"],
    ["a default, negated", "case when tax is not null then tax else 0 end", "coalesce(tax, 0)", "postgres"],
    ["concat", "concat(status, id, tax)", "status || id || tax", "snowflake"],
    ["parentheses in a chain", "status || (id || tax)", "(status || id) || tax", "postgres"],
    [
      "a default that is random",
      "case when tax is null then random() else tax end",
      "coalesce(tax, random())",
      "postgres",
    ],
    ["a date", "date '2026-01-01'", "cast('2026-01-01' as date)", "postgres"],
  ])("%s", async (_what, ...[before, after, adapterType]) => {
    expect(await changeOf(selecting(before), selecting(after), adapterType)).toEqual(NOTHING);
  });

  test.each([
    ["concat leaves NULL out", "concat(status, id)", "status || id"],
    ["the default of another column", "case when tax is null then 0 else amount end", "coalesce(amount, 0)"],
    ["the default where there is a value", "case when tax is null then tax else 0 end", "coalesce(tax, 0)"],
    ["a second branch", "case when tax is null then 0 when id = 1 then 2 else tax end", "coalesce(tax, 0)"],
    [
      "a random value, which is another one each time",
      "case when random() is null then 0 else random() end",
      "coalesce(random(), 0)",
    ],
    [
      "so is one inside it, negated",
      "case when mod(random(), tax) is not null then mod(random(), tax) else 0 end",
      "coalesce(mod(random(), tax), 0)",
    ],
    ["a random value by NVL2", "nvl2(random(), random(), 0)", "coalesce(random(), 0)"],
    ["another order of defaults", "coalesce(tax, amount)", "coalesce(amount, tax)"],
    ["a text that looks like a date", "date '2026-01-01'", "'2026-01-01'"],
  ])("but not where it says something else: %s", async (_what, before, after) => {
    const { class: sqlClass } = await changeOf(selecting(before), selecting(after));

    expect(sqlClass).toBe("columns");
  });
});

describe("conditions", () => {
  const joined = (rest: string): string => `select o.id from db.raw.orders o ${rest}`;

  test.each([
    [
      "a comma that becomes a JOIN",
      "select o.id from db.raw.orders o, db.raw.customers c where c.id = o.customer_id and o.tax > 1",
      joined("inner join db.raw.customers c on c.id = o.customer_id where o.tax > 1"),
    ],
    [
      "a condition that moves into an inner join",
      joined("join db.raw.customers c on c.id = o.customer_id where c.country = 'NL'"),
      joined("join db.raw.customers c on c.id = o.customer_id and c.country = 'NL'"),
    ],
    ["1 = 1", joined("where 1 = 1 and o.tax > 1"), joined("where o.tax > 1")],
    ["TRUE", joined("where true"), joined("")],
  ])("%s: the same rows", async (_what, before, after) => {
    expect(await changeOf(before, after)).toEqual(NOTHING);
  });

  test.each([
    [
      "a condition that moves into an outer join",
      joined("left join db.raw.customers c on c.id = o.customer_id where c.country = 'NL'"),
      joined("left join db.raw.customers c on c.id = o.customer_id and c.country = 'NL'"),
    ],
    [
      "an outer join further on",
      joined(
        "join db.raw.customers c on c.id = o.customer_id left join db.raw.payments p on p.order_id = o.id where c.country = 'NL'",
      ),
      joined(
        "join db.raw.customers c on c.id = o.customer_id left join db.raw.payments p on p.order_id = o.id and c.country = 'NL'",
      ),
    ],
    ["1 = 2", joined("where 1 = 2"), joined("")],
    ["a column that is equal to itself, and so not NULL", joined("where o.tax = o.tax"), joined("")],
  ])("%s: other rows", async (_what, before, after) => {
    const { class: sqlClass, edits } = await changeOf(before, after);

    expect(sqlClass).toBe("rows");
    expect(edits).not.toEqual([]);
  });
});

test.each([
  ["iff(tax > 1, 2, 3)", "if(tax > 1, 2, 3)", "snowflake"],
  ["split(status, '#')[offset(1)]", "split(status, '#')[offset(1)]", "bigquery"],
  ["date_trunc(ordered_at, day)", "date_trunc(ordered_at, day)", "bigquery"],
  ["tax is true", "tax is true", "bigquery"],
  ["tax is not false", "not tax is false", "bigquery"],
  ["ordered_at at time zone 'utc'", "ordered_at at time zone 'utc'", "postgres"],
  ["array[id, tax]", "array[id, tax]", "postgres"],
  [
    "percentile_cont(0.5) within group (order by tax)",
    "percentile_cont(0.5) within group (order by tax)",
    "postgres",
  ],
  ["concat(status, id)", "concat(status, id)", "postgres"],
  ["case when id = 1 then 2 else null end", "case when id = 1 then 2 else null end", "postgres"],
])("%s is shown as it would be written", async (expression, shown, adapterType) => {
  const { edits } = await changeOf(selecting("id"), selecting(expression), adapterType);

  expect(edits.find(({ kind }) => kind === "expression")?.after).toBe(`${shown} as x`);
});
