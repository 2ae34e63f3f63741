import { afterAll, expect, test } from "vitest";
import { noSettings, type RenderProject } from "../../../src/core/jinja/dbt/render-project.ts";
import type { RenderJob } from "../../../src/core/jinja/dbt/render-state.ts";
import { sqlRenderer } from "../../../src/edges/jinja/sql-renderer.ts";
import { nodeNamed } from "../../support/render-job.ts";

const renderer = sqlRenderer();
afterAll(() => renderer.close());

function shop(name: string): RenderProject {
  return {
    adapterType: "postgres",
    dbtVersion: "1.10.6",
    projectName: "shop",
    settings: noSettings,
    graph: null,
    target: { database: "db", schema: "prod" },
    macros: [
      {
        uniqueId: "macro.shop.who",
        name: "who",
        packageName: "shop",
        sql: `{% macro who() %}${name}{% endmacro %}`,
      },
    ],
  };
}

function job(source: string): RenderJob {
  return {
    node: nodeNamed("model.shop.orders"),
    source,
    parents: [],
    columns: {},
    readElsewhere: [],
    rows: {},
    isIncremental: false,
    test: null,
    switches: {},
  };
}

test("texts of two sides are rendered each with its own macros", async () => {
  const [base, head] = [shop("base"), shop("head")];

  const renderings = await Promise.all(
    [base, head, base].map((project) => renderer.render(project, job("{{ who() }}"))),
  );

  expect(renderings.map((each) => (each.state === "rendered" ? each.sql : each.why))).toEqual([
    "base",
    "head",
    "base",
  ]);
});

test("a pattern that takes forever is stopped, and the next text is rendered", async () => {
  const hasty = sqlRenderer({ timeout: 200, startUp: 5000 });
  const project = shop("head");
  const slow = "{{ modules.re.match('(a+)+$', 'a' * 40 ~ 'b') }}";

  await hasty.render(project, job("select 1"));
  const [stopped, next] = await Promise.all([
    hasty.render(project, job(slow)),
    hasty.render(project, job("{{ who() }}")),
  ]);
  await hasty.close();

  expect(stopped).toMatchObject({ state: "not-rendered", why: "rendering it took longer than 0.2 s" });
  expect(next).toMatchObject({ state: "rendered", sql: "head" });
});

test("an endless loop ends by itself", async () => {
  const source = "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}";

  expect(await renderer.render(shop("head"), job(source))).toMatchObject({ state: "not-rendered" });
});
