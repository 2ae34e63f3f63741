import { describe, expect, test } from "vitest";
import { textFrom, withoutRun } from "../../../src/core/sql/source-text.ts";

const RAW = { language: "sql", rawCode: "select {{ 1 }}", compiledCode: null };
const COMPILED = { ...RAW, compiledCode: "select 1" };
const UNWRITTEN = { ...COMPILED, rawCode: null };
const EMPTY = { ...RAW, rawCode: " \n" };

test.each([
  ["compiled on both sides", COMPILED, COMPILED, "compiled"],
  ["compiled, and new", COMPILED, null, "compiled"],
  ["compiled on one side only", COMPILED, RAW, "raw"],
  ["parsed only", RAW, COMPILED, "raw"],
  ["compiled where the other side has no code at all", UNWRITTEN, EMPTY, "compiled"],
  ["without any code", EMPTY, EMPTY, null],
  ["Python", { ...COMPILED, language: "python" }, COMPILED, null],
] as const)("the SQL of what is %s comes from there", (...[_what, node, twin, from]) => {
  expect(textFrom(node, twin)).toBe(from);
});

describe("compiled by", () => {
  const relation = { database: "db", schema: "prod", identifier: "orders", name: null };
  const model = (filter: string, where: string) => ({
    language: "sql",
    relation,
    rawCode: `select id from x {% if is_incremental() %}where ${filter}{% endif %}`,
    compiledCode: `select id from x ${where}`,
  });
  const since = (of: string) => `id > (select max(id) from ${of})`;
  const incremental = model(since("{{ this }}"), `where ${since('"db"."PROD"."orders"')}`);
  const full = model(since("{{ this }}"), "");

  test("an incremental run on one side and a full one on the other, the raw text counts", () => {
    expect([textFrom(incremental, full), textFrom(full, incremental)]).toEqual(["raw", "raw"]);
  });

  test.each([
    ["incremental runs", incremental, incremental],
    ["full runs", full, full],
    ["runs that nothing tells apart", model("id > 3", "where id > 3"), model("id > 3", "")],
  ])("%s, that is what counts", (_what, base, head) => {
    expect(textFrom(base, head)).toBe("compiled");
  });
});

test.each([
  ["'{{ run_started_at }}' as at", "'2023-08-10 19:10:58.907134-04:00' as at"],
  ["'{{ invocation_id }}' as run", "'0b3c3c7e-9a7f-4a55-8f3b-0f0a6f2b1c11' as run"],
])("what a run writes into %s is the same in every run", (raw, compiled) => {
  expect(withoutRun(`select ${compiled}`, `select ${raw}`)).toMatch(/^select '\(of the run\)' as \w+$/u);
});

test("a time that the author wrote is part of the text", () => {
  const sql = "select * from t where at > '2023-08-10 00:00:00'";

  expect(withoutRun(sql, sql)).toBe(sql);
});
