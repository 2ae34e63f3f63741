import { afterAll, describe, expect, test } from "vitest";
import type { SqlStatement } from "../../../src/core/sql/reading.ts";
import { SqlThread } from "../../../src/edges/sql/sql-thread.ts";
import { sqlEngine } from "../../../src/edges/sql/sql-engine.ts";

function statement(sql: string): SqlStatement {
  return { sql, adapterType: "snowflake", upstream: [] };
}

/** Takes any parser longer than a moment: each condition is compared with the one before. */
function endless(): string {
  return `select 1 from t where ${Array.from({ length: 60_000 }, (_item, index) => `a${index} = 1`).join(" and ")}`;
}

const engine = sqlEngine();

afterAll(async () => {
  await engine.close();
});

describe("the SQL engine", () => {
  test("reads many statements and answers in their order", async () => {
    const readings = await engine.read(["a", "b", "c"].map((name) => statement(`select ${name} from t`)));

    expect(
      readings.map((reading) => (reading.state === "read" ? reading.facts.columns[0]?.name : null)),
    ).toEqual(["a", "b", "c"]);
  });

  test("says what it could not read and goes on with the next", async () => {
    const readings = await engine.read([statement("select 'abc"), statement("select 1 as a")]);

    expect(readings.map(({ state }) => state)).toEqual(["unread", "read"]);
  });

  test("ends a statement that takes too long, for good, and reads the next", async () => {
    const hasty = sqlEngine({ threads: 1, timeout: 300, startUp: 0 });

    const [late] = await hasty.read([statement(endless())]);
    const [next] = await engine.read([statement("select 1 as a")]);
    await hasty.close();

    expect(late).toMatchObject({ state: "unread", code: "timeout" });
    expect(next?.state).toBe("read");
  });

  test("refuses what is too long to be a query, without a thread", async () => {
    const [reading] = await engine.read([statement(`select '${"x".repeat(1_000_001)}'`)]);

    expect(reading).toMatchObject({ state: "unread", code: "too-large" });
  });

  test("replaces its thread when the process holds too much, and reads on", async () => {
    const small = sqlEngine({ memory: 1 });

    const readings = await small.read([statement("select a from t"), statement("select b from t")]);
    await small.close();

    expect(readings.map(({ state }) => state)).toEqual(["read", "read"]);
  });

  test("keeps its thread when the process held much before", async () => {
    const held = Buffer.alloc(400 * 1024 ** 2, 1);
    const thread = new SqlThread({ timeout: 5000, startUp: 10_000, memory: 350, idle: 500 });

    const reading = await thread.read(statement("select a from t"));
    await thread.end();

    expect(reading.state).toBe("read");
    expect(process.memoryUsage.rss()).toBeGreaterThan(held.length);
    expect(thread.recycled).toBe(0);
  });

  test("reads the same statement once", async () => {
    const [first, second] = await engine.read([statement("select a from t"), statement("select a from t")]);
    const [third] = await engine.read([statement("select a from t")]);

    expect(second).toBe(first);
    expect(third).toBe(first);
  });

  test.each([
    [
      "10,000 columns",
      `select ${Array.from({ length: 10_000 }, (_item, index) => `a${index}`).join(", ")} from t`,
    ],
    ["500 nested parentheses", `select ${"(".repeat(500)}1${")".repeat(500)} as a`],
    ["500 nested queries", `select * from ${"(select * from ".repeat(500)}t${")".repeat(500)}`],
    ["bytes that are no text", "\u0000\uFFFF\uD800"],
    ["an unclosed comment", "select a /* "],
  ])("survives %s", async (_what, sql) => {
    const [hostile, next] = await engine.read([statement(sql), statement("select 1 as a")]);

    expect(["read", "normalized", "unread"]).toContain(hostile?.state);
    expect(next?.state).toBe("read");
  });
});
