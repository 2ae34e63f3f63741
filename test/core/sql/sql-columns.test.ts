import { expect, test } from "vitest";
import { SideReader } from "../../../src/side-reader.ts";
import { compareSql } from "../../../src/compare-sql.ts";
import { diffProjects } from "../../../src/core/diff/diff-projects.ts";
import type { ColumnChange } from "../../../src/core/report.ts";
import { withSqlColumns } from "../../../src/core/sql/sql-columns.ts";
import { directEngine } from "../../support/direct-engine.ts";
import { artifactsOf } from "../../support/manifest.ts";

interface Sketch {
  readonly sql: string;
  readonly columns?: readonly string[];
  readonly config?: Readonly<Record<string, string>>;
}

/** What is known of the columns of one model between two texts of it. */
async function columnsBetween(base: Sketch, head: Sketch): Promise<readonly ColumnChange[]> {
  const [before, after] = [base, head].map(({ sql, columns = [], config = {} }) => ({
    nodes: {
      "model.shop.orders": {
        raw_code: sql,
        compiled_code: sql,
        config: { materialized: "table", ...config },
        columns: Object.fromEntries(columns.map((name) => [name, { name, description: `The ${name}.` }])),
      },
    },
  }));
  const artifacts = artifactsOf(before ?? {}, after ?? {});
  const changes = diffProjects(artifacts);
  const sql = await compareSql(changes, new SideReader(artifacts, changes, directEngine));
  return withSqlColumns(changes, sql, artifacts).flatMap(({ columns }) => columns);
}

test("columns that nobody declared are known from the SQL", async () => {
  const columns = await columnsBetween(
    { sql: "select id, amount from raw.orders" },
    { sql: "select id, status from raw.orders" },
  );

  expect(columns).toEqual([
    { name: "status", kind: "added", certainty: "proven" },
    { name: "amount", kind: "removed", certainty: "proven" },
  ]);
});

test("the SQL proves what was declared, and declared names tell a renamed column", async () => {
  const columns = await columnsBetween(
    { sql: "select id, amount as price from raw.orders", columns: ["id", "price"] },
    { sql: "select id, amount * 2 as total from raw.orders", columns: ["id", "total"] },
  );

  expect(columns).toEqual([
    { name: "total", kind: "renamed", from: "price", to: "total", certainty: "proven" },
  ]);
});

test("a declared column that the SQL has on both sides did not come or go", async () => {
  const columns = await columnsBetween(
    { sql: "select id, amount as price, amount as cost from raw.orders", columns: ["price"] },
    { sql: "select id, (select 1) as price, amount as cost, 1 as n from raw.orders", columns: ["cost"] },
  );

  expect(columns).not.toContainEqual(expect.objectContaining({ kind: "renamed" }));
  expect(columns).toContainEqual({ name: "n", kind: "added", certainty: "proven" });
});

test("the table of an incremental model does not follow its SQL at once", async () => {
  const config = { materialized: "incremental" };

  expect(
    await columnsBetween(
      { sql: "select id, amount from raw.orders", config },
      { sql: "select id from raw.orders", config },
    ),
  ).toEqual([{ name: "amount", kind: "removed", certainty: "structural" }]);
});

test("behind a star that nobody could spell out nothing is proven", async () => {
  expect(
    await columnsBetween(
      { sql: "select *, amount as price from raw.orders" },
      { sql: "select * from raw.orders" },
    ),
  ).toEqual([{ name: "price", kind: "removed", certainty: "structural" }]);
});
