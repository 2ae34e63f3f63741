import { expect } from "vitest";
import type { Json } from "../../src/core/json.ts";
import type { Catalog } from "../../src/core/manifest/siblings.ts";
import type { RuleContext } from "../../src/rules/context.ts";
import { rules } from "../../src/rules/index.ts";
import type { Found } from "../../src/rules/rule.ts";
import { sqlContextOf } from "./context.ts";
import { sideOf, type ManifestSketch } from "./manifest.ts";
import { sameTexts } from "./same-texts.ts";

/** The tables that the model of this world reads, with their columns. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  orders: ["id", "customer_id", "status", "amount", "tax", "ordered_at", "updated_at"],
  customers: ["id", "name", "country", "email"],
  payments: ["id", "order_id", "amount", "method"],
  returns: ["id", "order_id", "amount", "reason"],
};

/** What is around the model. */
export interface World {
  readonly adapter?: string | undefined;
  /** Columns with a `unique` test, as `customers.id` or `mart.id`. */
  readonly unique?: readonly string[];
  /** Columns of the model with a `not_null` test. */
  readonly notNull?: readonly string[];
  /** The model's text where it is not its compiled code. */
  readonly raw?: readonly [base: string, head: string];
  readonly more?: ManifestSketch;
  /** Objects in `more` that the model reads, by id. */
  readonly reads?: readonly string[];
}

/** What rules see of a model `mart` whose SQL went from one text to another. */
async function rowsContext(before: string, after: string, world: World = {}): Promise<RuleContext> {
  const [rawBefore, rawAfter] = world.raw ?? [before, after];
  const artifacts = {
    base: sideOf(sketch(before, rawBefore, world), CATALOG),
    head: sideOf(sketch(after, rawAfter, world), CATALOG),
  };
  return await sqlContextOf(artifacts);
}

/** What the rules of the rows family find, by rule. Whatever it is, it may not show its reader the same on both sides. */
export async function rowsFound(
  before: string,
  after: string,
  world: World = {},
): Promise<Readonly<Record<string, readonly Found[]>>> {
  const context = await rowsContext(before, after, world);
  const found = rules
    .filter(({ category }) => category === "rows")
    .map((rule) => [rule.id, rule.check(context)] as const);
  expect(sameTexts(found.flatMap(([, each]) => each.flatMap(({ evidence }) => evidence)))).toEqual([]);
  return Object.fromEntries(found.filter(([, each]) => each.length > 0));
}

const CATALOG: Catalog = {
  invocationId: null,
  generatedAt: null,
  columns: Object.fromEntries(
    Object.entries(TABLES).map(([name, columns]) => [
      `source.shop.raw.${name}`,
      columns.map((column, index) => ({ name: column, type: "text", index: index + 1 })),
    ]),
  ),
};

function sketch(compiled: string, raw: string, world: World): ManifestSketch {
  const { adapter = "postgres", unique = [], notNull = [], more = {}, reads = [] } = world;
  const mart = {
    database: "db",
    schema: "prod",
    alias: "mart",
    original_file_path: "models/mart.sql",
    raw_code: raw,
    compiled_code: compiled,
    depends_on: { nodes: [...Object.keys(TABLES).map((name) => `source.shop.raw.${name}`), ...reads] },
  };
  const tests = [
    ...unique.map((name) => testOn("unique", name)),
    ...notNull.map((name) => testOn("not_null", `mart.${name}`)),
  ];
  return {
    ...more,
    metadata: { adapter_type: adapter },
    nodes: { "model.shop.mart": mart, ...Object.fromEntries(tests), ...more.nodes },
    sources: Object.fromEntries(
      Object.keys(TABLES).map((name) => [`source.shop.raw.${name}`, sourceOf(name)]),
    ),
  };
}

function sourceOf(name: string): Readonly<Record<string, Json>> {
  return { name, source_name: "raw", database: "db", schema: "raw", identifier: name };
}

function testOn(name: string, place: string): readonly [string, Readonly<Record<string, Json>>] {
  const [table = "", column = ""] = place.split(".");
  const id = table in TABLES ? `source.shop.raw.${table}` : `model.shop.${table}`;
  return [
    `test.shop.${name}_${table}_${column}`,
    {
      test_metadata: { name, kwargs: { column_name: column } },
      column_name: column,
      attached_node: id,
      depends_on: { nodes: [id] },
    },
  ];
}
