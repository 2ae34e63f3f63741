import { afterAll, describe, expect, test } from "vitest";
import { diffProjects } from "../src/core/diff/diff-projects.ts";
import type { Json } from "../src/core/json.ts";
import type { Side } from "../src/core/manifest/artifacts.ts";
import type { StatementFacts } from "../src/core/sql/facts.ts";
import type { SideName } from "../src/core/sql/known-columns.ts";
import { compareSql } from "../src/compare-sql.ts";
import { sqlEngine } from "../src/edges/sql/sql-engine.ts";
import { SideReader } from "../src/side-reader.ts";
import { sideOf } from "./support/manifest.ts";

const engine = sqlEngine();
afterAll(() => engine.close());

/** The macro of dbt_utils, as far as it matters here. */
const GET_COLUMN_VALUES = `{% macro get_column_values(table, column, default=none) -%}
  {%- if not execute -%}{{ return(default or []) }}{%- endif -%}
  {%- call statement('get_column_values', fetch_result=true) %}
    select {{ column }} as value from {{ table }} group by {{ column }} order by count(*) desc
  {%- endcall -%}
  {%- set found = load_result('get_column_values') -%}
  {%- if found and found['data'] -%}{{ return(found['data'] | map(attribute=0) | list) }}{%- endif -%}
  {{ return(default) }}
{%- endmacro %}`;

const KINDS = "{% set kinds = dbt_utils.get_column_values(ref('orders'), 'kind') %}";

function pivot(aggregate = "sum", prefix = "n_"): string {
  return `${KINDS}select id{% for kind in kinds %}, ${aggregate}(case when kind = '{{ kind }}' then amount end) as ${prefix}{{ kind | lower }}{% endfor %} from {{ ref('orders') }} group by id`;
}

interface Sketch {
  readonly raw?: string;
  readonly compiled?: string;
  readonly catalog?: readonly string[];
  readonly documented?: readonly string[];
  readonly accepted?: readonly Json[];
  readonly schema?: string;
}

const PIVOTED = "model.shop.pivoted";

function side({ raw = pivot(), compiled, schema = "prod", ...known }: Sketch = {}): Side {
  const relation = (name: string) => ({
    database: "db",
    schema,
    alias: name,
    relation_name: `"db"."${schema}"."${name}"`,
    original_file_path: `models/${name}.sql`,
  });
  const catalog = known.catalog?.map((name, index) => ({ name, type: "text", index: index + 1 }));
  return sideOf(
    {
      nodes: {
        "model.shop.orders": { ...relation("orders"), raw_code: "select 1 as id, 'a' as kind, 2 as amount" },
        [PIVOTED]: {
          ...relation("pivoted"),
          raw_code: raw,
          ...(compiled === undefined ? {} : { compiled_code: compiled }),
          columns: Object.fromEntries((known.documented ?? []).map((name) => [name, { name }])),
          depends_on: { nodes: ["model.shop.orders"] },
        },
        ...(known.accepted === undefined ? {} : { "test.shop.accepted": acceptedTest(known.accepted) }),
      },
      macros: { "macro.dbt_utils.get_column_values": { macro_sql: GET_COLUMN_VALUES } },
    },
    catalog === undefined ? null : { invocationId: null, generatedAt: null, columns: { [PIVOTED]: catalog } },
  );
}

function acceptedTest(values: readonly Json[]): Readonly<Record<string, Json>> {
  return {
    resource_type: "test",
    column_name: "kind",
    attached_node: "model.shop.orders",
    depends_on: { nodes: ["model.shop.orders"] },
    test_metadata: { name: "accepted_values", kwargs: { column_name: "kind", values } },
  };
}

interface Read {
  readonly facts: StatementFacts;
  readonly unknowns: readonly string[];
}

async function read(base: Side, head: Side = base, at: SideName = "head"): Promise<Read> {
  const reader = new SideReader({ base, head }, [], engine);
  const node = { base, head }[at].project.nodes[PIVOTED];
  if (node?.resourceType !== "model") throw new TypeError("the model is missing");
  const reading = await reader.read(node, at);
  const text = await reader.texts.of(node, at);
  if (reading.state !== "read" || text.sql === null) throw new TypeError("the model was not read");
  return { facts: reading.facts, unknowns: text.unknowns };
}

function namesOf({ facts }: Read): readonly string[] {
  return facts.columns.map(({ name }) => name);
}

describe("the columns of a pivot on the rows of a query", () => {
  test("are those of the catalog, with the sources of the pivot, and never called certain", async () => {
    const pivoted = await read(side({ catalog: ["ID", "N_PAID", "N_VOID"] }));

    expect(namesOf(pivoted)).toEqual(["id", "n_paid", "n_void"]);
    expect(pivoted.facts).toMatchObject({ origin: "guessed", incomplete: null });
    expect(pivoted.facts.columns[2]).toMatchObject({ confidence: "low", aggregate: "sum" });
    expect(pivoted.facts.columns[2]?.sources.map(({ column }) => column)).toContain("amount");
    expect(pivoted.unknowns).toContain("result of get_column_values (rows taken from the catalog)");
  });

  test("are those of the code that dbt compiled on the other side, before a catalog", async () => {
    const base = side({ compiled: "select id, 1 as n_paid from db.prod.orders", catalog: ["id", "n_old"] });
    const pivoted = await read(base, side({ schema: "pr_1" }));

    expect(namesOf(pivoted)).toEqual(["id", "n_paid"]);
    expect(pivoted.unknowns.join()).toContain("the compiled code of base");
  });

  test("are made from the values that a test accepts where there is no catalog", async () => {
    const pivoted = await read(side({ accepted: ["Paid", "void"], documented: ["id", "n_old"] }));

    expect(namesOf(pivoted)).toEqual(["id", "n_paid", "n_void"]);
    expect(pivoted.unknowns.join()).toContain("a test of accepted values");
  });

  test("are else the documented ones", async () => {
    const pivoted = await read(side({ documented: ["id", "n_paid", "note"] }));

    expect(namesOf(pivoted)).toEqual(["id", "n_paid"]);
    expect(pivoted.unknowns.join()).toContain("the documentation");
  });

  test("are not all known where nothing tells them: one stands for all", async () => {
    const pivoted = await read(side());

    expect(namesOf(pivoted)).toEqual(["id", "n___unknown_value__"]);
    expect(pivoted.facts.incomplete).toBe("the rows of a query, which nobody knows, make columns of it");
    expect(pivoted.unknowns).toContain("result of get_column_values");
  });

  test("are told of run_query, by position and by name", async () => {
    const raw = `{% set rows = run_query('select kind, label from ' ~ ref('orders')) %}select id{% for row in rows %}, {{ row[0] }} as a_{{ row['label'] }}{% endfor %}{% for kind in rows.columns[0].values() %}, 1 as b_{{ kind }}{% endfor %} from {{ ref('orders') }}`;
    const pivoted = await read(side({ raw, catalog: ["id", "a_x", "b_x", "a_y"] }));

    expect(namesOf(pivoted)).toEqual(["id", "a_x", "b_x"]);
  });

  test("a query that makes no column stays unknown", async () => {
    const raw = "select id from {{ ref('orders') }} limit {{ run_query('select 3').columns[0].values()[0] }}";
    const { unknowns } = await read(side({ raw, catalog: ["id", "n_paid"] }));

    expect(unknowns).toEqual(["run_query"]);
  });
});

describe("a pivot whose text changed", () => {
  async function changeOf(base: Side, head: Side) {
    const changes = diffProjects({ base, head });
    const { compared } = await compareSql(changes, new SideReader({ base, head }, changes, engine));
    return compared[0]?.change;
  }

  test("has the columns of one catalog on both sides", async () => {
    const known = ["id", "n_paid", "n_void"];
    const [base, head] = [side({ catalog: known }), side({ raw: pivot("max"), schema: "pr_1" })];

    expect(await changeOf(base, head)).toMatchObject({
      class: "columns",
      columns: [
        { name: "n_paid", kind: "redefined" },
        { name: "n_void", kind: "redefined" },
      ],
    });
  });

  test("names its columns otherwise with the values of the side that has a catalog", async () => {
    const [base, head] = [side({ catalog: ["id", "n_paid"] }), side({ raw: pivot("sum", "amount_") })];

    expect(await changeOf(base, head)).toMatchObject({
      columns: [{ kind: "renamed", from: "n_paid", name: "amount_paid" }],
    });
  });

  test("loses a column that it wrote out, although both catalogs still have it", async () => {
    const catalog = ["id", "n_old", "n_paid"];
    const base = side({ raw: pivot().replace("select id", "select id, max(amount) as n_old"), catalog });

    expect((await changeOf(base, side({ catalog })))?.columns).toEqual([{ name: "n_old", kind: "removed" }]);
  });

  test("is a change also where nobody knows its columns", async () => {
    expect(await changeOf(side(), side({ raw: pivot("max") }))).toMatchObject({ class: "columns" });
  });
});
