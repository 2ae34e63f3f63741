import { describe, expect, test } from "vitest";
import { noSettings } from "../../../../src/core/jinja/dbt/render-project.ts";
import { nodeNamed, renderIn, type RenderSketch } from "../../../support/render-job.ts";

function sqlOf(source: string, sketch: RenderSketch = {}): string {
  const rendering = renderIn(sketch, source);
  return rendering.state === "rendered" ? rendering.sql : rendering.why;
}

function unknownsOf(source: string, sketch: RenderSketch = {}): readonly string[] {
  const rendering = renderIn(sketch, source);
  return rendering.state === "rendered" ? rendering.unknowns : [rendering.why];
}

describe("settings", () => {
  const node = nodeNamed("model.shop.orders", {
    config: { materialized: "incremental", unique_key: "id", persist_docs: { columns: true } },
  });

  test.each([
    ["{{ config(materialized='table', tags=['a']) }}select 1", "select 1"],
    [
      "{{ config.get('unique_key') }} {{ config.get('gone', 'else') }} {{ config.get('gone') }}",
      "id else None",
    ],
    ["{{ config.require('unique_key') }}", "id"],
    ["{{ config.persist_column_docs() }} {{ config.persist_relation_docs() }}", "True False"],
    [
      "{{ model.name }} {{ model['config'].materialized }} {{ model.unique_id }}",
      "orders incremental model.shop.orders",
    ],
    ["{{ target.type }} {{ target['schema'] }} {{ target.get('dbname') }}", "postgres prod db"],
    ["{{ project_name }} {{ dbt_version }} {{ schema }}", "shop 1.10.6 prod"],
  ])("%s gives %s", (source, text) => {
    expect(sqlOf(source, { job: { node } })).toBe(text);
  });

  test("a configuration that is required and missing ends the rendering", () => {
    expect(renderIn({}, "\n{{ config.require('unique_key') }}")).toMatchObject({
      state: "not-rendered",
      why: "The configuration lacks unique_key.",
      line: 2,
    });
  });

  test("the name of the target is unknown: no branch of it is taken", () => {
    const source = "select 1{% if target.name == 'dev' %} limit 10{% endif %}";

    expect(renderIn({}, source)).toMatchObject({ sql: "select 1", unknowns: ["target.name"] });
  });
});

describe("variables", () => {
  const settings = {
    ...noSettings,
    vars: { start: "2020-01-01", shop: { start: "2021-01-01" }, stg: "{{ ref('stg_orders') }}", n: 3 },
    packageVars: { shop: { shop: { deep: true } } },
  };

  test.each([
    ["{{ var('start') }}", "2021-01-01"],
    ["{{ var('n') + 1 }}", "4"],
    ["{{ var('deep') }}", "True"],
    ["{{ var.has_var('n') }} {{ var.has_var('gone') }}", "True False"],
    ["{{ var('stg') }}", '"db"."prod"."stg_orders"'],
  ])("%s is what the project file says: %s", (source, text) => {
    const parents = [nodeNamed("model.shop.stg_orders")];

    expect(sqlOf(source, { project: { settings }, job: { parents } })).toBe(text);
  });

  test("a default is taken, and noted as an assumption", () => {
    expect(renderIn({}, "{{ var('days', 7) }}{{ env_var('HOST', 'x') }}")).toMatchObject({
      sql: "7x",
      unknowns: [],
      assumed: ["var('days')", "env_var('HOST')"],
    });
  });

  test.each([
    ["a variable", "select '{{ var('start') }}'", "select '__unknown_var_start__'", "var('start')"],
    [
      "the environment",
      "select '{{ env_var('HOME') }}'",
      "select '__unknown_env_var_HOME__'",
      "env_var('HOME')",
    ],
  ])("%s without a value stands as a marker and is named", (_what, source, ...[sql, reason]) => {
    expect(renderIn({}, source)).toMatchObject({ sql, unknowns: [reason] });
  });

  test("a list that nobody knows is walked through as empty", () => {
    const source = "select 1{% for name in var('names') %}, {{ name }}{% endfor %}";

    expect(renderIn({}, source)).toMatchObject({ sql: "select 1", unknowns: ["var('names')"] });
  });

  test("a variable that is off by default is on where dbt lists what only then is read", () => {
    const parents = [nodeNamed("model.shop.refunds"), nodeNamed("model.shop.stg_orders")];
    const source =
      "{% if var('with_refunds', false) %}select * from {{ ref('refunds') }}{% else %}select * from {{ ref('orders') }}{% endif %} {{ ref('stg_orders') }}";

    expect(renderIn({ job: { parents } }, source)).toMatchObject({
      sql: 'select * from "db"."prod"."refunds" "db"."prod"."stg_orders"',
      unknowns: [],
      turned: { with_refunds: true },
    });
  });

  test("what dbt lists and the text does not read is named as unknown", () => {
    const parents = [nodeNamed("model.shop.refunds")];

    expect(unknownsOf("select 1", { job: { parents } })).toEqual(["what reads refunds"]);
  });

  test("a variable that is named after what dbt lists is that relation", () => {
    const parents = [nodeNamed("source.shop.crm.customer"), nodeNamed("source.shop.crm.ticket")];
    const job = {
      parents,
      columns: { "source.shop.crm.ticket": { isGuessed: false, columns: [{ name: "id", type: null }] } },
    };
    const source =
      "{% for c in adapter.get_columns_in_relation(var('ticket')) %}{{ c.name }}{% endfor %} from {{ var('ticket') }}, {{ var('customer') }}";

    expect(renderIn({ job }, source)).toMatchObject({
      sql: 'id from "db"."prod"."ticket", "db"."prod"."customer"',
      unknowns: [],
    });
  });

  test("a relation that only a variable names is what dbt lists and nothing else names", () => {
    const parents = [nodeNamed("model.shop.stg_orders")];

    expect(renderIn({ job: { parents } }, "select * from {{ var('orders') }}")).toMatchObject({
      sql: 'select * from "db"."prod"."stg_orders"',
      unknowns: [],
    });
  });
});

describe("what asks the warehouse", () => {
  test("the rows of a query are unknown", () => {
    const source =
      "{% set rows = run_query('select 1') %}select 1{% for row in rows.columns[0].values() %}, {{ row }}{% endfor %}";

    expect(renderIn({}, source)).toMatchObject({ sql: "select 1", unknowns: ["run_query"] });
  });

  test("a statement is not run; what it names is seen", () => {
    const source =
      "{% call statement('days', fetch_result=True) %}select {{ this }}{% endcall %}{% set found = load_result('days') %}{{ found['data'][0] if found else 'none' }}";

    expect(renderIn({}, source)).toMatchObject({ sql: "none", unknowns: ["result of days"] });
  });

  test("macros of a manifest do not stand in for it", () => {
    const macros = {
      "dbt.run_query": "{% macro run_query(sql) %}{{ return('theirs') }}{% endmacro %}",
      "dbt.is_incremental": "{% macro is_incremental() %}{{ return('theirs') }}{% endmacro %}",
    };

    expect(sqlOf("{{ dbt.is_incremental() }} {{ is_incremental() }}", { macros })).toBe("False False");
    expect(unknownsOf("{{ dbt.run_query('select 1') }}", { macros })).toEqual(["run_query"]);
  });

  test("both branches of is_incremental() can be had", () => {
    const source = "select 1{% if is_incremental() %} where new{% endif %}";

    expect(renderIn({}, source)).toMatchObject({ sql: "select 1", asksIncremental: true });
    expect(sqlOf(source, { job: { isIncremental: true } })).toBe("select 1 where new");
    expect(renderIn({}, "select 1")).toMatchObject({ asksIncremental: false });
  });

  test("what fails for lack of an answer is rendered as dbt parses it", () => {
    const source = "select 1{% if execute %}{{ exceptions.raise_compiler_error('no rows') }}{% endif %}";

    expect(renderIn({}, source)).toMatchObject({ sql: "select 1", unknowns: ["execute"] });
  });

  test("the configuration of the run is unknown", () => {
    expect(renderIn({}, "select '{{ builtins.ref.config.dependencies['dbt'].version }}'")).toMatchObject({
      sql: "select '__unknown_ref_config__'",
      unknowns: ["ref.config"],
    });
  });

  test("what an adapter alone knows is unknown", () => {
    expect(unknownsOf("{{ adapter.get_partitions_metadata(this) }}")).toEqual([
      "adapter.get_partitions_metadata",
    ]);
  });
});

describe("functions", () => {
  test.each([
    ["{{ fromjson('{\"a\": [1, 2.5]}').a }}", "[1, 2.5]"],
    ["{{ fromjson('{', {}) }}", "{}"],
    ['{{ tojson({"a": [1, none, true, "é"]}) }}', '{"a": [1, null, true, "\\u00e9"]}'],
    ["{{ set([1, 2, 1]) | list }}", "[1, 2]"],
    ["{{ zip([1, 2], ['a', 'b']) | list }}", "[(1, 'a'), (2, 'b')]"],
    ["{{ log('x', info=true) }}{{ print('x') }}{{ exceptions.warn('x') }}", ""],
    ["{{ modules.re.sub('[^a-z]+', '_', 'a b-c') }}", "a_b_c"],
    ["{{ modules.re.match('(?P<word>[a-z]+) (\\\\d+)', 'ab 12').group('word') }}", "ab"],
    ["{{ modules.re.findall('\\\\d', 'a1b2') }}", "['1', '2']"],
    ["{{ modules.re.search('x', 'abc') is none }}", "True"],
    ["{{ modules.re.compile('B', modules.re.IGNORECASE).sub('-', 'abc') }}", "a-c"],
    ["{{ modules.datetime.datetime(2024, 2, 28).strftime('%Y/%m/%d') }}", "2024/02/28"],
    [
      "{{ (modules.datetime.datetime.strptime('2024-02-28', '%Y-%m-%d') + modules.datetime.timedelta(days=2)).isoformat() }}",
      "2024-03-01T00:00:00",
    ],
    ["{{ (modules.datetime.date(2024, 3, 1) - modules.datetime.date(2024, 2, 28)).days }}", "2"],
    ["{{ modules.itertools.product([1, 2], ['a']) | list }}", "[(1, 'a'), (2, 'a')]"],
    ["{{ context['this'] }}", '"db"."prod"."orders"'],
    ["{{ flags.FULL_REFRESH }} {{ flags.WHICH }}", "False compile"],
  ])("%s gives %s", (source, text) => {
    expect(sqlOf(source)).toBe(text);
  });

  test("an error that a template raises ends the rendering with its words", () => {
    const macros = {
      "shop.check": "{% macro check() %}\n{{ exceptions.raise_compiler_error('no key') }}{% endmacro %}",
    };

    expect(renderIn({ macros }, "{{ check() }}")).toMatchObject({ state: "not-rendered", line: 1 });
    expect(sqlOf("{{ check() }}", { macros })).toContain("no key");
  });

  test("a list that holds itself is not written without end", () => {
    expect(sqlOf("{% set l = [] %}{% do l.append(l) %}{{ tojson(l) }}")).toContain("nested");
  });
});

describe("generic tests", () => {
  const macros = {
    "shop.test_positive":
      "{% test positive(model, column_name, to) %}select {{ column_name }} from {{ model }} join {{ to }}{% endtest %}",
  };
  const orders = nodeNamed("model.shop.orders");
  const job = {
    parents: [orders, nodeNamed("model.shop.stg_orders")],
    test: {
      model: orders.uniqueId,
      where: null,
      arguments: { column_name: "amount", to: "ref('stg_orders')" },
    },
  };
  const SOURCE = "{{ test_positive(**_dbt_generic_test_kwargs) }}";

  test("are rendered with their arguments", () => {
    expect(sqlOf(SOURCE, { macros, job })).toBe(
      'select amount from "db"."prod"."orders" join "db"."prod"."stg_orders"',
    );
  });

  test("read the rows that their filter leaves", () => {
    const filtered = { ...job, test: { ...job.test, where: "amount > 0" } };

    expect(sqlOf(SOURCE, { macros, job: filtered })).toContain(
      'from (select * from "db"."prod"."orders" where amount > 0) dbt_subquery',
    );
  });
});
