import { describe, expect, test } from "vitest";
import { warehouseSql } from "../../../../src/core/usage/export-sql/index.ts";
import { printExport } from "../../../../src/core/usage/export-sql/print-export.ts";
import { warehouseNames, type WarehouseName } from "../../../../src/core/usage/export-sql/warehouse-sql.ts";
import { directEngine } from "../../../support/direct-engine.ts";

const kinds = ["raw", "aggregate"] as const;
const every = warehouseNames.flatMap((name) => kinds.map((kind) => [name, kind] as const));

/** Names of the columns that a statement gives, by the SQL engine of this project. */
async function columnsOf(name: WarehouseName, kind: (typeof kinds)[number]): Promise<readonly string[]> {
  const sql = warehouseSql[name][kind]({ days: 30, region: "us" }).trim().replace(/;$/u, "");
  const [reading] = await directEngine.read([{ sql, adapterType: name, upstream: [] }]);
  if (reading?.state !== "read") throw new Error(`${name} ${kind} is ${reading?.state}`);
  return reading.facts.columns.map((column) => column.name.toLowerCase());
}

/** Headgate's record, and its record of reads that somebody counted already. */
const recordNames = new Set(
  `query_id query_text statement_type status user_name started_at database_name schema_name query_tag labels client_app
   session_id query_hash duration_ms read_objects query_count dashboard day relation column_name last_used_at`.split(
    /\s+/u,
  ),
);

describe("every statement", () => {
  test.each(every)("%s %s is one that its own dialect reads", async (name, kind) => {
    const columns = await columnsOf(name, kind);

    expect(columns.length).toBeGreaterThan(3);
  });

  test.each(every)("%s %s names its columns as Headgate's record does", async (name, kind) => {
    const columns = await columnsOf(name, kind);

    expect(columns.filter((column) => !recordNames.has(column))).toEqual([]);
  });

  test.each(every.filter(([name]) => name !== "postgres"))(
    "%s %s is cut off at the days that were asked for",
    (name, kind) => {
      const sql = warehouseSql[name][kind]({ days: 90, region: "us" });

      expect(sql).toMatch(/-90\b|interval '?90'? day/u);
      expect(sql).not.toContain("30");
    },
  );
});

describe("counts", () => {
  test.each(warehouseNames)("%s gives what was read or a text to tell it by, and how often", async (name) => {
    const columns = await columnsOf(name, "aggregate");

    expect(columns).toContain("query_count");
    expect(columns.includes("relation") !== columns.includes("query_text")).toBe(true);
  });

  test.each(["snowflake", "bigquery", "databricks", "redshift"] as const)(
    "%s leaves out what dbt ran",
    (name) => {
      const sql = warehouseSql[name].aggregate({ days: 30, region: "us" });

      expect(sql).toContain(`not like '%"app":"dbt"%'`);
    },
  );

  test("the region of BigQuery's history is the one that was asked for", () => {
    const sql = warehouseSql.bigquery.aggregate({ days: 30, region: "europe-west1" });

    expect(sql).toContain("`region-europe-west1`.INFORMATION_SCHEMA.JOBS");
  });
});

describe("a printed export", () => {
  test.each(every)("%s %s begins with the rights as comments and ends with the statement", (name, kind) => {
    const setting = { days: 30, region: "us" };
    const printed = printExport(warehouseSql[name], kind, setting);

    const [head = "", ...rest] = printed.split("\n\n");
    expect(head.split("\n").every((line) => line.startsWith("--"))).toBe(true);
    expect(warehouseSql[name].rights.every((right) => head.includes(right))).toBe(true);
    expect(rest.join("\n\n")).toBe(warehouseSql[name][kind](setting));
  });

  test("it says when a warehouse does not keep its history that long", () => {
    const printed = printExport(warehouseSql.redshift, "raw", { days: 90, region: "us" });

    expect(printed).toContain("90 days, as far as they are kept");
  });
});
