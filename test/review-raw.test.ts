import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { defaultConfig } from "../src/core/config.ts";
import { noSettings } from "../src/core/jinja/dbt/render-project.ts";
import type { Json } from "../src/core/json.ts";
import type { Side } from "../src/core/manifest/artifacts.ts";
import type { Report } from "../src/core/report.ts";
import { fromPath } from "../src/edges/artifacts/from-path.ts";
import { sqlEngine } from "../src/edges/sql/sql-engine.ts";
import { review } from "../src/review.ts";
import { sideOf, type ManifestSketch } from "./support/manifest.ts";
import { noUsage } from "./support/no-usage.ts";

const sql = sqlEngine();
afterAll(() => sql.close());

function reviewOf(base: ManifestSketch, head: ManifestSketch): Promise<Report> {
  return reviewBetween(sideOf(base), sideOf(head));
}

function reviewBetween(base: Side, head: Side): Promise<Report> {
  const sides = new Map([
    ["base", base],
    ["head", head],
  ]);
  const artifacts = { readSide: (location: string) => Promise.resolve(sides.get(location) ?? sideOf({})) };
  const request = { base: "base", head: "head", config: defaultConfig };
  return review(request, { artifacts, sql, usage: noUsage, clock: { now: () => 0 }, version: "0.0.0" });
}

interface Texts {
  readonly raw: string;
  readonly compiled?: string;
  readonly materialized?: string;
}

function shop(
  { raw, compiled, materialized = "table" }: Texts,
  macros: Readonly<Record<string, string>> = {},
): ManifestSketch {
  const relation = (name: string): Record<string, Json> => ({
    database: "db",
    schema: "prod",
    alias: name,
    relation_name: `"db"."prod"."${name}"`,
    original_file_path: `models/${name}.sql`,
  });
  return {
    nodes: {
      "model.shop.stg_orders": {
        ...relation("stg_orders"),
        raw_code: "select 1 as id, 2 as amount",
        compiled_code: "select 1 as id, 2 as amount",
      },
      "model.shop.orders": {
        ...relation("orders"),
        config: { materialized },
        raw_code: raw,
        ...(compiled === undefined ? {} : { compiled_code: compiled }),
        depends_on: { nodes: ["model.shop.stg_orders"], macros: Object.keys(macros) },
      },
    },
    macros: Object.fromEntries(Object.entries(macros).map(([id, text]) => [id, { macro_sql: text }])),
  };
}

const FROM = "from {{ ref('stg_orders') }}";

describe("a review of manifests that hold no compiled SQL", () => {
  test("tells a filter that the raw code names", async () => {
    const report = await reviewOf(
      shop({ raw: `select id, amount ${FROM}` }),
      shop({ raw: `select id, amount ${FROM} where amount > 0` }),
    );

    expect(report.changes[0]?.sql).toMatchObject({
      class: "rows",
      edits: [{ kind: "filter", after: "amount > 0" }],
      rendered: true,
    });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: "filter-changed", certainty: "structural" }),
    );
  });

  test("a column that is gone is not called proven", async () => {
    const report = await reviewOf(
      shop({ raw: `select id, amount ${FROM}` }),
      shop({ raw: `select id ${FROM}` }),
    );

    expect(report.changes[0]?.columns).toEqual([
      { name: "amount", kind: "removed", certainty: "structural" },
    ]);
  });

  test("says how many models were read so", async () => {
    const report = await reviewOf(
      shop({ raw: `select id ${FROM} where day > '{{ var('start') }}'` }),
      shop({ raw: `select id ${FROM} where day >= '{{ var('start') }}'` }),
    );

    expect(report.fidelity).toContainEqual({
      input: "compiled code",
      state: "partial",
      effect:
        "1 of 2 models were read from raw SQL; 1 depends on what only a warehouse or the settings know: `var('start')`.",
      fix: "Run `dbt compile` on base and head for full sight.",
    });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ rule: "filter-changed", certainty: "heuristic" }),
    );
  });

  test("each side has the variables of its own project file, and those of the other where it has none", async () => {
    const filtersWith = async (...starts: readonly (string | null)[]) => {
      const raw = `select id ${FROM} where day > '{{ var('start') }}'`;
      const [base, head] = [raw, `${raw} and id > 0`].map((text, index): Side => {
        const start = starts[index] ?? null;
        return {
          ...sideOf(shop({ raw: text })),
          settings: start === null ? null : { ...noSettings, vars: { start } },
        };
      });
      if (base === undefined || head === undefined) throw new TypeError("two sides are needed");
      const report = await reviewBetween(base, head);
      return report.changes[0]?.sql?.edits.map(({ after }) => after);
    };

    expect(await filtersWith("2020-01-01", "2021-01-01")).toEqual(["day > '2021-01-01'", "id > 0"]);
    expect(await filtersWith("2020-01-01", null)).toEqual(["id > 0"]);
  });

  test("a test that the project wrote itself is followed by the columns that it reads", async () => {
    const withTest = (raw: string, condition: string): ManifestSketch => {
      const { nodes, ...rest } = shop({ raw });
      const test = {
        resource_type: "test",
        raw_code: `select 1 from {{ ref('orders') }} where ${condition}`,
        depends_on: { nodes: ["model.shop.orders"] },
      };
      return { ...rest, nodes: { ...nodes, "test.shop.sane": test } };
    };
    const evidenceFor = async (condition: string) => {
      const [base, head] = [`select id, amount ${FROM}`, `select id ${FROM}`];
      const { findings } = await reviewOf(withTest(base, condition), withTest(head, condition));
      return findings.flatMap(({ evidence }) => evidence.map(({ uniqueId }) => uniqueId));
    };

    expect(await evidenceFor("amount < 0")).toContain("test.shop.sane");
    expect(await evidenceFor("id < 0")).not.toContain("test.shop.sane");
  });

  test("a variable that one text shows to be on is on in all of them", async () => {
    const marts = (filter: string): ManifestSketch => {
      const { nodes, ...rest } = shop({
        raw: `select id ${FROM}{% if var('all_rows', false) %} where ${filter}{% endif %}`,
      });
      const witness = {
        raw_code: `{% if var('all_rows', false) %}select id ${FROM}{% endif %}`,
        depends_on: { nodes: ["model.shop.stg_orders"] },
      };
      return { ...rest, nodes: { ...nodes, "model.shop.witness": witness } };
    };

    const report = await reviewOf(marts("id > 1"), marts("id > 2"));

    expect(report.changes[0]?.sql?.class).toBe("rows");
  });

  test("what dbt lists and a text does not seem to read is followed as a whole", async () => {
    const withReader = (raw: string): ManifestSketch => {
      const { nodes, ...rest } = shop({ raw });
      const reader = {
        raw_code: "select 1 as one{% if run_query('select 1') %} from {{ ref('orders') }}{% endif %}",
        depends_on: { nodes: ["model.shop.orders"] },
      };
      return { ...rest, nodes: { ...nodes, "model.shop.reader": reader } };
    };

    const report = await reviewOf(withReader(`select id, amount ${FROM}`), withReader(`select id ${FROM}`));

    expect(report.impact).toContainEqual(
      expect.objectContaining({ uniqueId: "model.shop.reader", reach: "model" }),
    );
    expect(JSON.stringify(report.fidelity)).toContain("raw SQL depends on what only a warehouse");
  });

  test("what only a hook reads is no sign that the text says something else", async () => {
    const withHook = (condition: string): ManifestSketch => {
      const { nodes, ...rest } = shop({ raw: `select 1 as id where ${condition}` });
      const hook = "insert into audit select count(*) from {{ ref('stg_orders') }}";
      const orders = { ...nodes?.["model.shop.orders"], config: { "post-hook": [{ sql: hook }] } };
      return { ...rest, nodes: { ...nodes, "model.shop.orders": orders } };
    };

    const report = await reviewOf(withHook("2 > 1"), withHook("3 > 1"));

    expect(report.fidelity.find(({ input }) => input === "compiled code")?.effect).toBe(
      "1 of 2 models were read from raw SQL.",
    );
  });

  test("a text that nothing can be made of is named, and the review goes on", async () => {
    const report = await reviewOf(
      shop({ raw: `select id ${FROM}` }),
      shop({ raw: `select id ${FROM} {% if %}` }),
    );

    expect(report.verdict).toBe("incomplete");
    expect(JSON.stringify(report.fidelity)).toContain("of `orders` no SQL could be made");
  });

  test("a macro that says the same in other words changes nothing", async () => {
    const raw = `select id ${FROM} where {{ recent() }}`;
    const report = await reviewOf(
      shop({ raw }, { "macro.shop.recent": "{% macro recent() %}day > 3{% endmacro %}" }),
      shop({ raw }, { "macro.shop.recent": "{% macro recent(days=3) %}day > {{ days }}{% endmacro %}" }),
    );

    expect(report.changes.find(({ uniqueId }) => uniqueId === "model.shop.orders")?.sql?.class).toBe("none");
  });
});

describe("one side compiled, the other not", () => {
  test("is no change by itself", async () => {
    const raw = `select id, amount ${FROM}`;
    const report = await reviewOf(
      shop({ raw, compiled: 'select id, amount from "ci"."pr_1"."stg_orders" where false' }),
      shop({ raw: `${raw} -- all of them\n` }),
    );

    expect(report.findings).toEqual([]);
  });

  test("both are read from raw SQL where they must be compared", async () => {
    const report = await reviewOf(
      shop({ raw: `select id, amount ${FROM}`, compiled: 'select id, amount from "db"."prod"."stg_orders"' }),
      shop({ raw: `select id, amount as total ${FROM}` }),
    );

    expect(report.changes[0]?.columns).toMatchObject([{ kind: "renamed", from: "amount", name: "total" }]);
  });
});

describe("an incremental model", () => {
  const incremental = (filter: string): Texts => ({
    materialized: "incremental",
    raw: `select id, amount ${FROM} {% if is_incremental() %}where ${filter}{% endif %}`,
    compiled: 'select id, amount from "db"."prod"."stg_orders"',
  });

  test("whose incremental part changed loads other rows, although its compiled SQL is equal", async () => {
    const report = await reviewOf(shop(incremental("id > 3")), shop(incremental("id > 1")));

    expect(report.changes[0]?.sql?.class).toBe("rows");
    expect(report.findings.map(({ rule }) => rule)).toContain("incremental-logic-changed");
    expect(report.fidelity.filter(({ input }) => input === "SQL")).toEqual([]);
  });

  test("whose incremental part is only spelled otherwise loads the same", async () => {
    const report = await reviewOf(shop(incremental("id > 3")), shop(incremental("3 < id")));

    expect(report.changes[0]?.sql?.class).toBe("none");
  });

  const rulesOf = ({ findings }: Report): readonly string[] =>
    findings.map(({ rule }) => rule).filter((rule) => !rule.endsWith("undocumented"));
  const ran = (filter: string, also = ""): Texts => ({
    materialized: "incremental",
    raw: `select id, amount ${FROM} where id > 0${also} {% if is_incremental() %}and ${filter} (select max(id) from {{ this }}){% endif %}`,
    compiled: `select id, amount from "db"."prod"."stg_orders" where id > 0${also} and ${filter} (select max(id) from "db"."prod"."orders")`,
  });

  test("whose filter of incremental runs changed is told once, also where such a run compiled it", async () => {
    const report = await reviewOf(shop(ran("id >")), shop(ran("id >=")));

    expect(rulesOf(report)).toEqual(["incremental-logic-changed"]);
  });

  test("whose bound of incremental runs changed is told once", async () => {
    const from = (bound: string): ManifestSketch => {
      const { raw, compiled = "", ...rest } = ran("id >");
      return shop({
        ...rest,
        raw: raw.replace("max(id)", bound),
        compiled: compiled.replace("max(id)", bound),
      });
    };

    const report = await reviewOf(from("max(id)"), from("max(id) - 2"));

    expect(rulesOf(report)).toEqual(["incremental-logic-changed"]);
  });

  test("that lost its filter of incremental runs for one of all runs now has that one", async () => {
    const always = {
      materialized: "incremental",
      raw: `select id, amount ${FROM} where id > 0 and amount = 1`,
      compiled: 'select id, amount from "db"."prod"."stg_orders" where id > 0 and amount = 1',
    };

    const report = await reviewOf(shop(ran("id >")), shop(always));

    expect(report.findings.find(({ rule }) => rule === "filter-changed")).toMatchObject({
      title: "Filter added in `orders`: `amount = 1`",
    });
  });

  test("that production ran incrementally and the pull request in full has not lost a filter", async () => {
    const first = {
      ...ran("id >", " and amount > 0"),
      compiled: 'select id, amount from "db"."prod"."stg_orders" where id > 0 and amount > 0',
    };

    const report = await reviewOf(shop(ran("id >")), shop(first));

    expect(report.findings.find(({ rule }) => rule === "filter-changed")).toMatchObject({
      title: "Filter added in `orders`: `amount > 0`",
    });
    expect(rulesOf(report)).not.toContain("join-changed");
  });
});

test("the demo, parsed only, gives the findings of the compiled one, certainty apart", async () => {
  const folder = (name: string): string =>
    fileURLToPath(new URL(`../fixtures/projects/${name}`, import.meta.url));
  const findingsOf = async (name: string) => {
    const request = { base: `${folder(name)}/base`, head: `${folder(name)}/head`, config: defaultConfig };
    const ports = { artifacts: fromPath(), sql, usage: noUsage, clock: { now: () => 0 }, version: "0.0.0" };
    const { findings } = await review(request, ports);
    return findings.map(({ rule, subject }) => `${rule} ${subject.uniqueId} ${subject.column ?? ""}`).sort();
  };

  expect(await findingsOf("demo-parsed")).toEqual(await findingsOf("demo"));
});
