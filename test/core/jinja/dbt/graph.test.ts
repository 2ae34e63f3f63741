import { afterAll, describe, expect, test } from "vitest";
import { renderGraph } from "../../../../src/core/jinja/dbt/render-graph.ts";
import type { Project } from "../../../../src/core/manifest/project.ts";
import { sqlEngine } from "../../../../src/edges/sql/sql-engine.ts";
import { SideReader } from "../../../../src/side-reader.ts";
import { projectFrom, sideWith, type ManifestSketch } from "../../../support/manifest.ts";
import { renderIn } from "../../../support/render-job.ts";

const engine = sqlEngine();
afterAll(() => engine.close());

const SHOP: ManifestSketch = {
  nodes: {
    "model.shop.orders": {
      alias: "orders_v1",
      schema: "prod",
      tags: ["daily"],
      config: { materialized: "table" },
      columns: { id: { name: "id" }, amount: { name: "amount", data_type: "int" } },
      depends_on: { nodes: ["source.shop.raw.orders"], macros: ["macro.shop.cents"] },
      raw_code: "select 1",
    },
    "test.shop.unique_orders_id": {
      resource_type: "test",
      column_name: "id",
      test_metadata: { name: "unique", kwargs: { column_name: "id" } },
      depends_on: { nodes: ["model.shop.orders"] },
    },
  },
  sources: { "source.shop.raw.orders": { name: "orders", source_name: "raw", schema: "raw" } },
  exposures: { "exposure.shop.board": { depends_on: { nodes: ["model.shop.orders"] }, type: "dashboard" } },
};

const graph = renderGraph(projectFrom(SHOP));

describe("graph", () => {
  test.each([
    [
      "{% for node in graph.nodes.values() %}{{ node.resource_type }} {{ node.name }};{% endfor %}",
      "model orders;test unique_orders_id;",
    ],
    [
      "{% set node = graph.nodes['model.shop.orders'] %}{{ node.schema }}.{{ node.alias }} {{ node.config.materialized }} {{ node.columns.keys() | join(',') }} {{ node.tags }} {{ node.depends_on.nodes }} {{ node.depends_on.macros }}",
      "prod.orders_v1 table id,amount ['daily'] ['source.shop.raw.orders'] ['macro.shop.cents']",
    ],
    [
      "{% for source in graph.sources.values() | selectattr('source_name', 'equalto', 'raw') %}{{ source.schema }}.{{ source.identifier }}{% endfor %}",
      "raw.orders",
    ],
    ["{{ graph['exposures']['exposure.shop.board'].type }}", "dashboard"],
    ["{{ graph.nodes['test.shop.unique_orders_id'].test_metadata.kwargs.column_name }}", "id"],
    ["{% do graph.setdefault('mine', {}) %}{{ graph.get('mine') }}", "{}"],
  ])("%s gives %s", (source, sql) => {
    expect(renderIn({ project: { graph } }, source)).toMatchObject({ sql, unknowns: [], asksGraph: true });
  });

  test("holds no code: what is made of it is unknown", () => {
    const source = "{{ graph.nodes['model.shop.orders'].raw_code }}";

    expect(renderIn({ project: { graph } }, source)).toMatchObject({ unknowns: ["raw_code of graph"] });
  });

  test("that is not at hand is unknown, and said to be asked for", () => {
    const source = "select 1{% for node in graph.nodes.values() %}, 2{% endfor %}";

    expect(renderIn({}, source)).toMatchObject({ sql: "select 1", unknowns: ["graph"], asksGraph: true });
    expect(renderIn({}, "select 1")).toMatchObject({ asksGraph: false });
  });

  test("is not sent where it is too large", () => {
    const project = projectFrom(SHOP);
    const nodes: Record<string, Project["nodes"][string]> = {};
    for (const node of Object.values(project.nodes).slice(0, 1))
      for (let index = 0; index <= 20_000; index++) nodes[String(index)] = node;

    expect(renderGraph({ ...project, nodes })).toBeNull();
  });

  test("is fetched for a text that asks for it, changes of another text apart", async () => {
    const counting = (name: string) => ({
      raw_code: `{% do graph.nodes.pop('model.shop.orders') %}select {{ graph.nodes | length }} as ${name}`,
    });
    const nodes = { ...SHOP.nodes, "model.shop.a": counting("a"), "model.shop.b": counting("b") };
    const side = sideWith(projectFrom({ ...SHOP, nodes }));
    const { texts } = new SideReader({ base: side, head: side }, [], engine);

    const rendered = ["model.shop.a", "model.shop.b"].map((id) => {
      const node = side.project.nodes[id];
      if (node?.resourceType !== "model") throw new TypeError(`${id} is missing`);
      return texts.of(node, "head");
    });

    expect(await Promise.all(rendered)).toMatchObject([
      { sql: "select 3 as a", unknowns: [] },
      { sql: "select 3 as b", unknowns: [] },
    ]);
  });
});
