import { describe, expect, test } from "vitest";
import { changeOf } from "../../support/sql.ts";

const NOTHING = { class: "none", edits: [], columns: [] };

function selecting(value: string): string {
  return `select ${value} as x from db.raw.orders`;
}

describe("a call is shown with its clauses as they are written", () => {
  test.each([
    ["sum(tax) filter (where id = 1)", "postgres"],
    ["count(*) filter (where id = 1)", "duckdb"],
    ["count(distinct tax) filter (where id = 1)", "postgres"],
    ["sum(tax) filter (where id = 1) over (partition by status)", "postgres"],
    ["percentile_cont(0.5) within group (order by tax) filter (where id = 1)", "postgres"],
    ["array_agg(status order by tax desc) filter (where status is not null)", "trino"],
    ["mode() within group (order by tax)", "postgres"],
    ["listagg(distinct status, ',') within group (order by tax desc, id)", "snowflake"],
    ["listagg(status, ',' on overflow truncate '...' with count) within group (order by tax)", "trino"],
    ["listagg(status, ',' on overflow truncate without count) within group (order by tax)", "trino"],
    ["listagg(status, ',' on overflow error) within group (order by tax)", "trino"],
    ["string_agg(distinct status, ',' order by status)", "postgres"],
    ["string_agg(status, ',' order by tax limit 2)", "bigquery"],
    ["array_agg(distinct status order by status)", "duckdb"],
    ["array_agg(status ignore nulls order by tax limit 1)", "bigquery"],
    ["array_agg(struct(status, tax) order by tax desc limit 1)[offset(0)].status", "bigquery"],
    ["any_value(status having max tax)", "bigquery"],
    ["any_value(status having min tax)", "bigquery"],
    ["first_value(status) ignore nulls over (order by tax)", "snowflake"],
    ["lag(status, 1) ignore nulls over (order by tax)", "databricks"],
    ["nth_value(status, 2) from last over (order by tax)", "snowflake"],
    ["ntile(4) over (order by tax)", "postgres"],
    ["json_arrayagg(status order by tax)", "trino"],
    ["json_agg(status order by tax)", "postgres"],
    ["list(status order by tax)", "duckdb"],
    ["quantile(0.5)(tax)", "clickhouse"],
    ["filter([1, 2], x -> x > 1)", "duckdb"],
    ["split(status, ',', 2)", "trino"],
  ])("%s", async (expression, adapter) => {
    const { edits } = await changeOf(selecting("customer_id"), selecting(expression), adapter);

    const shown = edits.find(({ kind }) => kind === "expression")?.after;
    expect(shown).toBe(`${expression.replace(/\[1, 2\]/u, "array[1, 2]")} as x`);
  });
});

describe("another clause of a call is a change, the same is none", () => {
  test.each([
    ["sum(tax) filter (where id = 1)", "sum(tax) filter (where id = 2)", "postgres"],
    ["sum(tax) filter (where id = 1)", "sum(tax)", "postgres"],
    ["count(*) filter (where id = 1)", "count(*) filter (where id = 2)", "postgres"],
    ["array_agg(status order by tax)", "array_agg(status order by tax desc)", "postgres"],
    [
      "string_agg(status, ',' order by tax limit 2)",
      "string_agg(status, ',' order by tax limit 3)",
      "bigquery",
    ],
    ["any_value(status having max tax)", "any_value(status having min tax)", "bigquery"],
    ["lag(status) ignore nulls over (order by tax)", "lag(status) over (order by tax)", "snowflake"],
    [
      "nth_value(status, 2) from last over (order by tax)",
      "nth_value(status, 2) over (order by tax)",
      "snowflake",
    ],
  ])("%s and %s", async (before, after, adapter) => {
    const [same, other] = await Promise.all([
      changeOf(selecting(before), selecting(before.replaceAll(" ", "  ")), adapter),
      changeOf(selecting(before), selecting(after), adapter),
    ]);

    expect(same).toEqual(NOTHING);
    expect(other.edits).toMatchObject([{ before: `${before} as x`, after: `${after} as x` }]);
  });

  test.each([
    ["nth_value(status, 2) from first over (order by tax)", "nth_value(status, 2) over (order by tax)"],
    ["lag(status ignore nulls) over (order by tax)", "lag(status) ignore nulls over (order by tax)"],
    ["last_value(status) respect nulls over (order by tax)", "last_value(status) over (order by tax)"],
  ])("%s says what %s says", async (before, after) => {
    expect(await changeOf(selecting(before), selecting(after), "snowflake")).toEqual(NOTHING);
  });
});
