import { expect, test } from "vitest";
import { compareReadings, type SqlReading } from "../../../src/core/sql/reading.ts";
import { readSql } from "../../../src/edges/sql/read-statement.ts";

async function read(sql: string, adapterType = "snowflake"): Promise<SqlReading> {
  return await readSql({ sql, adapterType, upstream: [] });
}

test("a statement that only the second parser takes is compared by its text", async () => {
  const nested = (inner: string): string => `select ${"(".repeat(40)}${inner}${")".repeat(40)} as x`;
  const [before, after, other] = [
    await read(nested("1")),
    await read(`${nested("1")} -- note`),
    await read(nested("2")),
  ];

  expect([before.state, after.state, other.state]).toEqual(["normalized", "normalized", "normalized"]);
  expect(compareReadings(before, after, "snowflake").class).toBe("none");
  expect(compareReadings(before, other, "snowflake").class).toBe("unknown");
});

test.each([
  ["an unclosed string", "select 'abc"],
  ["leftover Jinja", "select {{ column }} from t"],
  ["no SQL", "dbt.ref('orders')"],
  ["two statements", "select 1; select 2"],
  ["a statement that is no query", "create table t (a int)"],
  ["nothing", ""],
])("%s is not read, and its difference is unknown", async (_what, sql) => {
  const reading = await read(sql);

  expect(reading.state).not.toBe("read");
  expect(compareReadings(reading, await read("select 1 as a"), "snowflake")).toEqual({
    class: "unknown",
    edits: [],
    columns: [],
  });
});
