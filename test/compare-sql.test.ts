import { afterAll, describe, expect, test } from "vitest";
import { compareSql } from "../src/compare-sql.ts";
import { diffProjects } from "../src/core/diff/diff-projects.ts";
import type { Json } from "../src/core/json.ts";
import type { Catalog } from "../src/core/manifest/siblings.ts";
import type { SqlComparison } from "../src/core/sql/sql-comparison.ts";
import { SideReader } from "../src/side-reader.ts";
import { sqlEngine } from "../src/edges/sql/sql-engine.ts";
import { noSql } from "./support/no-sql.ts";
import { sideOf, type ManifestSketch } from "./support/manifest.ts";

const engine = sqlEngine({ threads: 1 });

afterAll(async () => {
  await engine.close();
});

const RAW = "select id, amount from {{ ref('stg_orders') }}";

interface Sketch {
  readonly raw?: string;
  readonly compiled?: string | null;
  readonly staging?: string | null;
  readonly schema?: string;
  readonly more?: Readonly<Record<string, Json>>;
  readonly nodes?: ManifestSketch["nodes"];
}

/** A model `orders` that reads a model `stg_orders`. */
function shop({
  raw = RAW,
  compiled = null,
  staging = null,
  schema = "prod",
  more = {},
  nodes = {},
}: Sketch): ManifestSketch {
  const place = { database: "db", schema };
  return {
    nodes: {
      "model.shop.stg_orders": {
        ...place,
        alias: "stg_orders",
        raw_code: "select id, amount from raw.orders where amount > 0",
        compiled_code: staging,
      },
      "model.shop.orders": {
        ...place,
        alias: "orders",
        raw_code: raw,
        compiled_code: compiled,
        depends_on: { nodes: ["model.shop.stg_orders"] },
        ...more,
      },
      ...nodes,
    },
  };
}

async function compare(
  base: ManifestSketch,
  head: ManifestSketch,
  catalogs: readonly [Catalog?, Catalog?] = [],
): Promise<SqlComparison> {
  const artifacts = { base: sideOf(base, catalogs[0] ?? null), head: sideOf(head, catalogs[1] ?? null) };
  const changes = diffProjects(artifacts);
  return await compareSql(changes, new SideReader(artifacts, changes, engine));
}

function catalogOf(...names: readonly string[]): Catalog {
  const columns = names.map((name, index) => ({ name, type: "text", index: index + 1 }));
  return { invocationId: null, generatedAt: null, columns: { "model.shop.stg_orders": columns } };
}

describe("compareSql", () => {
  test("asks nothing where no SQL changed", async () => {
    const artifacts = { base: sideOf(shop({})), head: sideOf(shop({ raw: `${RAW} -- note` })) };

    const changes = diffProjects(artifacts);
    const comparison = await compareSql(changes, new SideReader(artifacts, changes, noSql));

    expect(comparison).toEqual({ compared: [], notCompared: [] });
  });

  test("classes a change of compiled SQL", async () => {
    const compiled = "select id, amount from db.prod.stg_orders";
    const { compared } = await compare(
      shop({ compiled }),
      shop({ raw: `${RAW} where true`, compiled: `${compiled} where amount > 0` }),
    );

    expect(compared).toMatchObject([
      {
        uniqueId: "model.shop.orders",
        change: { class: "rows", edits: [{ kind: "filter", after: "amount > 0" }] },
      },
    ]);
  });

  test("the rendered names of another environment are no change", async () => {
    const { compared } = await compare(
      shop({ compiled: "select id from db.prod.stg_orders" }),
      shop({
        raw: "select id from {{ref('stg_orders')}} where 1 = 1",
        compiled: "select id from db.pr_12.stg_orders",
        schema: "pr_12",
      }),
    );

    expect(compared.map(({ change }) => change.class)).toEqual(["none"]);
  });

  test("a model that reads a renamed one reads what it read before", async () => {
    const moved: ManifestSketch = {
      nodes: {
        "model.shop.staged_orders": {
          database: "db",
          schema: "prod",
          alias: "staged_orders",
          raw_code: "select id, amount from raw.orders where amount > 0",
          original_file_path: "models/staged_orders.sql",
        },
        "model.shop.orders": {
          database: "db",
          schema: "prod",
          alias: "orders",
          raw_code: "select id, amount, 1 as one from {{ ref('staged_orders') }}",
          compiled_code: "select id, amount, 1 as one from db.prod.staged_orders",
          depends_on: { nodes: ["model.shop.staged_orders"] },
        },
      },
    };

    const { compared } = await compare(
      shop({ compiled: "select id, amount from db.prod.stg_orders" }),
      moved,
    );

    expect(compared.find(({ uniqueId }) => uniqueId === "model.shop.orders")?.change).toMatchObject({
      class: "additive",
      columns: [{ name: "one", kind: "added" }],
    });
  });

  describe("a relation that base writes out and head refers to", () => {
    const plain = { depends_on: { nodes: [] } };
    const referred = (relation: string) => shop({ compiled: `select id, amount from ${relation}` });
    const written = (relation: string) =>
      shop({
        raw: `select id, amount from ${relation}`,
        compiled: `select id, amount from ${relation}`,
        more: plain,
      });

    test.each(["db.prod.stg_orders", '"DB"."prod"."stg_orders"', "prod.stg_orders"])(
      "is the same relation: %s",
      async (relation) => {
        const { compared } = await compare(written(relation), referred("db.prod.stg_orders"));

        expect(compared.map(({ change }) => change.class)).toEqual(["none"]);
      },
    );

    test.each(["db.old.stg_orders", "other.prod.stg_orders"])("is another one: %s", async (relation) => {
      const { compared } = await compare(written(relation), referred("db.prod.stg_orders"));

      expect(compared[0]?.change.edits).toMatchObject([{ kind: "source", before: relation }]);
    });

    test("gives its columns to a star where they are known", async () => {
      const staging = "select id, amount from db.raw.orders";
      const { compared } = await compare(
        shop({
          raw: "select * from db.prod.stg_orders",
          compiled: "select * from db.prod.stg_orders",
          staging,
          more: plain,
        }),
        shop({
          raw: "select id from {{ ref('stg_orders') }}",
          compiled: "select id from db.prod.stg_orders",
          staging,
        }),
      );

      expect(compared[0]?.change.columns).toEqual([{ name: "amount", kind: "removed" }]);
    });

    test("and that reads the model itself in base ends the search for columns", async () => {
      const model = (alias: string, sql: string, ...nodes: readonly string[]) => ({
        database: "db",
        schema: "prod",
        alias,
        raw_code: sql,
        compiled_code: sql,
        depends_on: { nodes },
      });
      const base = {
        "model.shop.stg_orders": model("stg_orders", "select * from db.prod.orders", "model.shop.orders"),
        "model.shop.orders": model("orders", "select * from db.prod.stg_orders"),
      };
      const head = {
        "model.shop.stg_orders": model("stg_orders", "select 1 as id"),
        "model.shop.orders": model("orders", "select id from db.prod.stg_orders", "model.shop.stg_orders"),
      };

      const { compared } = await compare({ nodes: base }, { nodes: head });

      expect(compared.map(({ uniqueId }) => uniqueId).sort()).toEqual([
        "model.shop.orders",
        "model.shop.stg_orders",
      ]);
    });

    test("which a source stood for is the model itself", async () => {
      const source = {
        "source.shop.marts.stg_orders": { database: "db", schema: "prod", identifier: "stg_orders" },
      };
      const base = {
        ...shop({
          raw: "select id, amount from {{ source('marts', 'stg_orders') }}",
          compiled: "select id, amount from db.prod.stg_orders",
          more: { depends_on: { nodes: ["source.shop.marts.stg_orders"] } },
        }),
        sources: source,
      };

      const { compared } = await compare(base, { ...referred("db.prod.stg_orders"), sources: source });

      expect(compared.map(({ change }) => change.class)).toEqual(["none"]);
    });

    test("and that head writes out instead is another thing to read", async () => {
      const { compared } = await compare(referred("db.prod.stg_orders"), written("db.prod.stg_orders"));

      expect(compared[0]?.change.edits).toMatchObject([{ kind: "source", after: "db.prod.stg_orders" }]);
    });
  });

  test("a star is read with the columns of the catalog", async () => {
    const { compared } = await compare(
      shop({ compiled: "select * from db.prod.stg_orders" }),
      shop({ raw: "select id from x", compiled: "select id from db.prod.stg_orders" }),
      [catalogOf("id", "amount"), catalogOf("id", "amount")],
    );

    expect(compared[0]?.change.columns).toEqual([{ name: "amount", kind: "removed" }]);
  });

  test("without a catalog a star is read with the columns that the SQL above it makes", async () => {
    const staging = "with a as (select id, amount from db.raw.orders) select * from a";
    const { compared } = await compare(
      shop({ compiled: "select * from db.prod.stg_orders", staging }),
      shop({ raw: "select id from x", compiled: "select id from db.prod.stg_orders", staging }),
    );

    expect(compared[0]?.change.columns).toEqual([{ name: "amount", kind: "removed" }]);
  });

  test("a catalog of one side does not make the other look different", async () => {
    const { compared } = await compare(
      shop({ compiled: "select * from db.prod.stg_orders" }),
      shop({ raw: `${RAW} limit 3`, compiled: "select * from db.prod.stg_orders limit 3" }),
      [catalogOf("id", "amount")],
    );

    expect(compared[0]?.change.edits.map(({ kind }) => kind)).toEqual(["limit"]);
  });

  test("models that read each other in a circle end the search for columns", async () => {
    const circle = (raw: string): ManifestSketch =>
      shop({
        raw,
        compiled: `${raw} from db.prod.stg_orders`,
        nodes: {
          "model.shop.stg_orders": {
            database: "db",
            schema: "prod",
            alias: "stg_orders",
            raw_code: "select id, amount from raw.orders where amount > 0",
            compiled_code: "select * from db.prod.orders",
            depends_on: { nodes: ["model.shop.orders"] },
          },
        },
      });

    const { compared } = await compare(circle("select *"), circle("select id"));

    expect(compared[0]?.change.class).toBe("unknown");
  });

  test.each([
    {
      what: "not to be rendered",
      before: {},
      after: { more: { raw_code: "select {% if %}" } },
      reason: "not-read",
    },
    {
      what: "Python",
      before: { more: { language: "python" } },
      after: { more: { language: "python" } },
      reason: "python",
    },
    {
      what: "not to be parsed",
      before: { compiled: "select 'abc" },
      after: { compiled: "select 'abd" },
      reason: "not-read",
    },
  ])("a model that is $what is said to be so", async ({ before, after, reason }) => {
    const { notCompared } = await compare(shop(before), shop({ ...after, raw: `${RAW} where x` }));

    expect(notCompared).toMatchObject([{ uniqueId: "model.shop.orders", name: "orders", reason }]);
  });

  test.each([
    ["SQL", "sql", ["model.shop.orders"]],
    ["Python", "python", []],
  ])("a %s model reached through a macro alone is compared if it is SQL", async (_what, language, ids) => {
    const dependsOn = { nodes: ["model.shop.stg_orders"], macros: ["macro.shop.money"] };
    const withMacro = (sql: string): ManifestSketch => ({
      ...shop({ more: { language, depends_on: dependsOn } }),
      macros: { "macro.shop.money": { macro_sql: sql } },
    });

    const { compared } = await compare(withMacro("{{ x }}"), withMacro("{{ x / 100 }}"));

    expect(compared.map(({ uniqueId }) => uniqueId)).toEqual(ids);
  });

  test("an incremental part that changed is not hidden by equal compiled SQL", async () => {
    const raw = (days: number): string =>
      `${RAW}\n{% if is_incremental() %} where at > now() - ${days} {% endif %}`;
    const compiled = "select id, amount from db.prod.stg_orders";

    const { compared, notCompared } = await compare(
      shop({ raw: raw(3), compiled }),
      shop({ raw: raw(1), compiled }),
    );

    expect(compared[0]?.change.class).toBe("rows");
    expect(notCompared).toEqual([]);
  });
});
