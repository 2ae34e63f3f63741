import { expect } from "vitest";
import type { SqlChange } from "../../src/core/sql/compare/edit.ts";
import type { StatementFacts, UpstreamRelation } from "../../src/core/sql/facts.ts";
import { compareReadings } from "../../src/core/sql/reading.ts";
import { readSql } from "../../src/edges/sql/read-statement.ts";
import { sameTexts } from "./same-texts.ts";

/** The relations that statements in tests read. */
const SHOP: readonly UpstreamRelation[] = [
  relation("orders", ["id", "customer_id", "status", "amount", "tax", "ordered_at", "updated_at"]),
  relation("customers", ["id", "name", "country", "email"]),
  relation("payments", ["id", "order_id", "amount", "method"]),
  relation("returns", ["id", "order_id", "amount", "reason"]),
];

function relation(name: string, columns: readonly string[]): UpstreamRelation {
  return { id: name, parts: ["db", "raw", name], columns };
}

/** The facts of a statement that some parser must be able to read. */
export async function factsOf(
  sql: string,
  adapterType = "postgres",
  upstream: readonly UpstreamRelation[] = SHOP,
): Promise<StatementFacts> {
  const reading = await readSql({ sql, adapterType, upstream });
  if (reading.state !== "read") throw new Error(`not read: ${reading.why}`);
  return reading.facts;
}

/** The sources of each column of a result, as `relation.column`. */
export async function sourcesOf(
  sql: string,
  adapterType = "postgres",
  upstream: readonly UpstreamRelation[] = SHOP,
): Promise<Record<string, readonly string[]>> {
  const { columns } = await factsOf(sql, adapterType, upstream);
  return Object.fromEntries(
    columns.map(({ name, sources }) => [name, sources.map(({ relation: id, column }) => `${id}.${column}`)]),
  );
}

/** How two statements differ. Whatever they are, no edit may show its reader the same on both sides. */
export async function changeOf(before: string, after: string, adapterType = "postgres"): Promise<SqlChange> {
  const [base, head] = await Promise.all(
    [before, after].map((sql) => readSql({ sql, adapterType, upstream: SHOP })),
  );
  if (base === undefined || head === undefined) throw new Error("two readings were asked for");
  const change = compareReadings(base, head, adapterType);
  expect(sameTexts(change.edits)).toEqual([]);
  return change;
}
