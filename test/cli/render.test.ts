import { expect, test } from "vitest";
import type { ArtifactSource } from "../../src/ports.ts";
import { directEngine } from "../support/direct-engine.ts";
import { sideOf } from "../support/manifest.ts";
import type { Ran } from "../support/run-cli.ts";
import { runWords } from "../support/run-words.ts";

const relation = (name: string) => ({
  database: "db",
  schema: "prod",
  alias: name,
  relation_name: `db.prod.${name}`,
});

const shop = sideOf({
  nodes: {
    "model.shop.stg_orders": {
      ...relation("stg_orders"),
      config: { materialized: "ephemeral" },
      raw_code: "select id, day from {{ source('raw', 'lines') }}",
      depends_on: { nodes: ["source.shop.raw.lines"] },
    },
    "model.shop.orders": {
      ...relation("orders"),
      config: { materialized: "incremental" },
      raw_code:
        "{{ config(materialized='incremental') }}\nselect * from {{ ref('stg_orders') }} where day > '{{ var('start') }}'{% if is_incremental() %} and new{% endif %}",
      compiled_code: "select compiled",
      depends_on: { nodes: ["model.shop.stg_orders"] },
    },
    "model.shop.broken": { raw_code: "select 1\n{% if %}" },
    "model.shop.script": { language: "python", raw_code: "def model(dbt, session): ..." },
  },
  sources: {
    "source.shop.raw.lines": { name: "lines", source_name: "raw", schema: "raw", identifier: "lines" },
  },
});

function run(...words: readonly string[]): Promise<Ran> {
  const artifacts: ArtifactSource = { readSide: () => Promise.resolve(shop) };
  return runWords(["render", ...words], artifacts, { sql: directEngine });
}

test("the SQL stands after what is unknown in it, with ephemeral models before it", async () => {
  expect(await run("orders", "--manifest", "shop")).toEqual({
    code: 0,
    stderr: "",
    stdout: `-- model.shop.orders, from its raw code
-- not known: var('start')
with __dbt__cte__stg_orders as (
select id, day from "raw"."lines"
)
select * from __dbt__cte__stg_orders where day > '__unknown_var_start__'
`,
  });
});

test("with --incremental it is what an incremental run reads", async () => {
  const { stdout } = await run("orders", "--manifest", "shop", "--incremental");

  expect(stdout).toContain("'__unknown_var_start__' and new\n");
});

test.each([
  ["a text that is broken", ["broken"], "No SQL could be made of model.shop.broken", "line 2"],
  ["a Python model", ["script"], "model.shop.script has no SQL of its own", "Python"],
  ["a source", ["raw.lines"], "source.shop.raw.lines has no SQL of its own", "Only models"],
  ["a name that nothing has", ["ordrs"], 'no object "ordrs"', "orders"],
])("%s is refused", async (_what, words, ...[what, why]) => {
  const { code, stdout, stderr } = await run(...words, "--manifest", "shop");

  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(what);
  expect(stderr).toContain(why);
});

test("without a manifest it says what is needed", async () => {
  expect(await run("orders")).toMatchObject({ code: 2, stderr: expect.stringContaining("--manifest PATH") });
});
