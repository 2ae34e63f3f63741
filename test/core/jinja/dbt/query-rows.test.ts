import { describe, expect, test } from "vitest";
import { OpenQueries } from "../../../../src/core/jinja/dbt/query-rows.ts";
import { renderIn } from "../../../support/render-job.ts";

const QUERY = "select kind, label from x";
const rows = { [QUERY]: { columns: ["kind", "label"], values: ["a", "b"], by: "the catalog" } };

/** As it is rendered with the rows of the query, which is `rows` in the text. */
function rendered(source: string) {
  return renderIn({ job: { rows } }, `{% set rows = run_query('${QUERY}') %}${source}`);
}

describe("the rows of a query that could be told", () => {
  test.each([
    ["{{ rows.columns[0].values() | join(',') }} {{ rows.columns['label'].values() | join }}", "a,b ab"],
    ["{% for row in rows %}{{ row[0] }}{{ row['label'] }}{{ row.kind }};{% endfor %}", "aaa;bbb;"],
    ["{% for row in rows.rows %}{{ row.values() | join('-') }} {% endfor %}", "a-a b-b "],
    [
      "{% for key, row in rows.columns.items() %}{{ key }}={{ row | join }} {% endfor %}",
      "kind=ab label=ab ",
    ],
    ["{{ rows | length }} {{ rows.rows | length }} {{ rows.column_names | join(',') }}", "2 2 kind,label"],
    ["{{ rows.rows[1].get('label') }} {{ rows.rows.get(9) }} {{ rows.columns[0].name }}", "b None kind"],
    [
      "{{ rows.rows[0].dict() }} {{ rows.columns.keys() | list }}",
      "{'kind': 'a', 'label': 'a'} ['kind', 'label']",
    ],
    ["{{ 'some' if rows and rows.columns[0] else 'none' }}", "some"],
  ])("%s gives %s", (source, sql) => {
    expect(rendered(source)).toMatchObject({ sql, queries: [], hasAnyRow: false });
  });

  test("are never called certain", () => {
    expect(rendered("select 1")).toMatchObject({ unknowns: ["run_query (rows taken from the catalog)"] });
  });

  test("are those of a statement by its text, too", () => {
    const source = `{% call statement('kinds', fetch_result=True) %}${QUERY}{% endcall %}{% set found = load_result('kinds') %}{{ found['data'] | map(attribute=0) | join(',') }} {{ found.table.columns[1].values() | join(',') }}`;

    expect(renderIn({ job: { rows } }, source)).toMatchObject({
      sql: "a,b a,b",
      unknowns: ["result of kinds (rows taken from the catalog)"],
    });
  });

  test("are none where nothing is asked as dbt parses", () => {
    const source = `{{ run_query('${QUERY}') }}{% if execute %}{{ exceptions.raise_compiler_error('no') }}{% endif %}`;

    expect(renderIn({ job: { rows } }, source)).toMatchObject({ sql: "None", unknowns: ["execute"] });
  });
});

describe("queries whose rows nobody told", () => {
  test("are named by their text, each once, also where nothing was rendered", () => {
    const source = "{% for row in run_query('select 1') %}{% endfor %}{% do run_query('select 1') %}";

    expect(renderIn({}, source)).toMatchObject({ queries: ["select 1"] });
    expect(renderIn({}, `${source}{% for row in none %}{% endfor %}`)).toMatchObject({
      queries: ["select 1"],
    });
  });

  test("are few, and not too long", () => {
    const open = new OpenQueries();
    for (let index = 0; index < 20; index++) open.note(`select ${index}`);
    open.note("  ");

    expect(open.list()).toHaveLength(8);

    const long = new OpenQueries();
    long.note("x".repeat(20_001));

    expect(long.list()).toEqual([]);
  });
});
