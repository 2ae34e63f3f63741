import { describe, expect, test } from "vitest";
import { logColumnsOf } from "../../../../src/core/usage/log-fields.ts";
import { warehouseSql } from "../../../../src/core/usage/export-sql/index.ts";
import { printExport } from "../../../../src/core/usage/export-sql/print-export.ts";
import { KNOWN_TOOLS } from "../../../../src/core/usage/tools.ts";
import { warehouseNames, type WarehouseName } from "../../../../src/core/usage/export-sql/warehouse-sql.ts";
import { directEngine } from "../../../support/direct-engine.ts";
import { SETTING } from "../../../support/warehouse-world.ts";

const kinds = ["raw", "aggregate"] as const;
const every = warehouseNames.flatMap((name) => kinds.map((kind) => [name, kind] as const));

/** Names of the columns that a statement gives, by the SQL engine of this project. */
async function columnsIn(name: WarehouseName, statement: string): Promise<readonly string[]> {
  const sql = statement.trim().replace(/;$/u, "");
  const [reading] = await directEngine.read([{ sql, adapterType: name, upstream: [] }]);
  if (reading?.state !== "read") throw new Error(`The SQL of ${name} is ${reading?.state}: ${sql}`);
  return reading.facts.columns.map((column) => column.name.toLowerCase());
}

function columnsOf(name: WarehouseName, kind: (typeof kinds)[number]): Promise<readonly string[]> {
  return columnsIn(name, warehouseSql[name][kind](SETTING));
}

/** Columns that `usage build` has no use for; each is there for whoever looks at the export. */
const unread = new Set(["session_id"]);

describe("every statement", () => {
  test.each(every)("%s %s is one that its own dialect reads", async (name, kind) => {
    const columns = await columnsOf(name, kind);

    expect(columns.length).toBeGreaterThan(3);
  });

  test.each(every)("%s %s has no column that `usage build` does not read", async (name, kind) => {
    const columns = await columnsOf(name, kind);

    const understood = logColumnsOf(columns);
    if (typeof understood === "string") throw new Error(understood);
    const used = new Set(Object.values(understood));
    expect(columns.filter((column) => !used.has(column) && !unread.has(column))).toEqual([]);
  });

  test.each(every.filter(([name]) => name !== "postgres"))(
    "%s %s is cut off at the days that were asked for",
    (name, kind) => {
      const sql = warehouseSql[name][kind]({ ...SETTING, days: 90 });

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
      const sql = warehouseSql[name].aggregate(SETTING);

      expect(sql).toContain(`not like '%"app":"dbt"%'`);
    },
  );

  test.each(["snowflake", "bigquery", "databricks", "redshift"] as const)(
    "%s names the tools that `usage build` knows by their marks",
    (name) => {
      const sql = warehouseSql[name].aggregate(SETTING);

      const marked = KNOWN_TOOLS.filter(({ marks = [] }) => marks.length > 0);
      expect(marked.filter(({ name: tool }) => !sql.includes(`then '${tool}'`))).toEqual([]);
    },
  );

  test("Snowflake, whose groups all count, is asked for the right one", () => {
    const sql = warehouseSql.snowflake.aggregate(SETTING);

    expect(sql).toContain(
      String.raw`'(app\\.mode|modeanalytics)\\.com/[^/"]+/reports/([0-9A-Za-z]+)', 1, 1, 'e', 2)`,
    );
  });

  test.each(["snowflake", "bigquery", "databricks", "redshift"] as const)(
    "%s is still one statement when a tool of the team's own has quotes and backslashes in its patterns",
    async (name) => {
      const marks = [String.raw`kiosk's \ mark`];
      const dashboards = [{ pattern: String.raw`board='([^'\\]+)'`, label: "it's " }];
      const tools = [{ name: "Ann's kiosk", marks, dashboards, person: "'(.*)'" }];

      const sql = warehouseSql[name].aggregate({ ...SETTING, tools });

      const plain = columnsIn(name, warehouseSql[name].aggregate({ ...SETTING, tools: [] }));
      expect(await columnsIn(name, sql)).toEqual(await plain);
    },
  );

  test("the region of BigQuery's history is the one that was asked for", () => {
    const sql = warehouseSql.bigquery.aggregate({ ...SETTING, region: "europe-west1" });

    expect(sql).toContain("`region-europe-west1`.INFORMATION_SCHEMA.JOBS");
  });
});

describe("a printed export", () => {
  test.each(every)("%s %s begins with the rights as comments and ends with the statement", (name, kind) => {
    const setting = SETTING;
    const printed = printExport(warehouseSql[name], kind, setting);

    const [head = "", ...rest] = printed.split("\n\n");
    expect(head.split("\n").every((line) => line.startsWith("--"))).toBe(true);
    expect(warehouseSql[name].rights.every((right) => head.includes(right))).toBe(true);
    expect(rest.join("\n\n")).toBe(warehouseSql[name][kind](setting));
  });

  test("it says when a warehouse does not keep its history that long", () => {
    const printed = printExport(warehouseSql.redshift, "raw", { ...SETTING, days: 90 });

    expect(printed).toContain("90 days, as far as they are kept");
  });
});
