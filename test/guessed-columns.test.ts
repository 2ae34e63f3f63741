import { afterAll, expect, test } from "vitest";
import type { Json } from "../src/core/json.ts";
import { sqlEngine } from "../src/edges/sql/sql-engine.ts";
import { SideReader } from "../src/side-reader.ts";
import { sideOf } from "./support/manifest.ts";

const engine = sqlEngine();
afterAll(() => engine.close());

function listing(name: string): string {
  return `select {% for column in adapter.get_columns_in_relation(ref('${name}')) %}{{ column.name }}{{ ',' if not loop.last }}{% endfor %} from {{ ref('${name}') }}`;
}

/** What a model depends on that lists the columns of `stg`, which are `id` where `stg` takes them from `raw`. */
async function unknownsOf(stg: string, between = ""): Promise<readonly string[]> {
  const model = (name: string, code: string, reads: readonly string[]): Readonly<Record<string, Json>> => ({
    database: "db",
    schema: "prod",
    alias: name,
    relation_name: `"db"."prod"."${name}"`,
    raw_code: code,
    columns: name === "raw" ? { id: { name: "id" } } : {},
    depends_on: { nodes: reads.map((each) => `model.shop.${each}`) },
  });
  const read = between === "" ? "stg" : "between";
  const side = sideOf({
    nodes: {
      "model.shop.raw": { ...model("raw", "", []), language: "python" },
      "model.shop.stg": model("stg", stg, ["raw"]),
      "model.shop.between": model("between", between, ["stg"]),
      "model.shop.mart": model("mart", listing(read), [read]),
    },
  });
  const mart = side.project.nodes["model.shop.mart"];
  if (mart?.resourceType !== "model") throw new TypeError("the model is missing");
  const text = await new SideReader({ base: side, head: side }, [], engine).texts.of(mart, "head");
  expect(text.sql).toContain("select id from");
  return text.sql === null ? [] : text.unknowns;
}

test("columns that the SQL of another model gives are known", async () => {
  expect(await unknownsOf("select 1 as id from {{ ref('raw') }}")).toEqual([]);
});

test("columns that the SQL of another model gives only if what is documented is all there is are not", async () => {
  expect(await unknownsOf(listing("raw"))).toEqual(["columns of stg"]);
});

test("neither are those that a star takes from such a model", async () => {
  expect(await unknownsOf(listing("raw"), "select * from {{ ref('stg') }}")).toEqual(["columns of between"]);
});
