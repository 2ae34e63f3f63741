import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { warehouseSql } from "../../src/core/usage/export-sql/index.ts";
import { warehouseNames } from "../../src/core/usage/export-sql/warehouse-sql.ts";
import { runWords } from "../support/run-words.ts";
import { SETTING } from "../support/warehouse-world.ts";

const command = ["usage", "export-sql"];

test.each(warehouseNames)("the SQL of %s is printed, with its rights as comments", async (name) => {
  const ran = await runWords([...command, "--warehouse", name]);

  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(ran.stdout).toMatch(/^-- /u);
  expect(ran.stdout).toContain(warehouseSql[name].raw(SETTING));
  for (const right of warehouseSql[name].rights) expect(ran.stdout).toContain(`--   ${right}`);
});

test("--aggregate prints the statement that counts, over the days and the region that were named", async () => {
  const options = ["--aggregate", "--days", "90", "--region", "europe-west1"];

  const ran = await runWords([...command, "--warehouse", "bigquery", ...options]);

  expect(ran.stdout).toContain(
    warehouseSql.bigquery.aggregate({ ...SETTING, days: 90, region: "europe-west1" }),
  );
});

test("tools of the team's own are looked for by the warehouse", async () => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-config-"));
  const config = join(folder, "headgate.yml");
  writeFileSync(config, `version: 1\nusage:\n  tools:\n    - name: Kiosk\n      text: "it's kiosk"\n`);

  const words = [...command, "--warehouse", "databricks", "--aggregate", "--config", config];
  const { code, stdout } = await runWords(words);
  rmSync(folder, { recursive: true });

  expect(code).toBe(0);
  expect(stdout).toContain(String.raw`when said like '%it\'s kiosk%' then 'Kiosk'`);
});

test.each([
  [[], "--warehouse NAME is missing"],
  [["--warehouse", "snowflak"], "Did you mean snowflake?"],
  [["--warehouse", "snowflake", "--days", "31"], "30, 90, 365"],
  [["--warehouse", "snowflake", "--region", "eu"], "--region is for BigQuery alone"],
  [["--warehouse", "bigquery", "--region", "eu`; drop"], "--region does not take"],
  [["--warehouse", "bigquery", "--agregate"], "--aggregate"],
])("what cannot be meant is refused: %j", async (options, said) => {
  const ran = await runWords([...command, ...options]);

  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toContain(said);
});

test("a misspelt option of a verb points to the verb's own help", async () => {
  const { stderr } = await runWords([...command, "--wharehouse", "snowflake"]);

  expect(stderr).toContain("`headgate usage export-sql --help` lists what it takes.");
});

test.each([["usage"], ["usage", "export-sql"], ["usage", "pull"]])(
  "the help of %s %s ends with examples",
  async (...words) => {
    const { code, stdout } = await runWords([...words, "--help"]);

    expect(code).toBe(0);
    expect(stdout).toContain("Examples:\n  $ headgate usage");
  },
);
