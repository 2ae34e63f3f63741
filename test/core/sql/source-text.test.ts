import { expect, test } from "vitest";
import { sourceText } from "../../../src/core/sql/source-text.ts";

function textOf(rawCode: string, compiledCode: string | null, language = "sql"): string | null {
  return sourceText({ language, rawCode, compiledCode });
}

test.each([
  ["not compiled", textOf("select 1", null)],
  ["compiled to nothing", textOf("select 1", " \n")],
  ["Python", textOf("def model(dbt, session): ...", "def model(dbt, session): ...", "python")],
])("what is %s has no SQL", (_what, text) => {
  expect(text).toBeNull();
});

test.each([
  ["'{{ run_started_at }}' as at", "'2023-08-10 19:10:58.907134-04:00' as at"],
  ["'{{ invocation_id }}' as run", "'0b3c3c7e-9a7f-4a55-8f3b-0f0a6f2b1c11' as run"],
])("what a run writes into %s is the same in every run", (raw, compiled) => {
  expect(textOf(`select ${raw}`, `select ${compiled}`)).toMatch(/^select '\(of the run\)' as \w+$/u);
});

test("a time that the author wrote is part of the text", () => {
  const sql = "select * from t where at > '2023-08-10 00:00:00'";

  expect(textOf(sql, sql)).toBe(sql);
});
