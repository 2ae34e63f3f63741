import { renderModel } from "../../src/core/jinja/dbt/render-model.ts";
import type { Rendering } from "../../src/core/jinja/dbt/rendering.ts";
import { noSettings, type RenderNode, type RenderProject } from "../../src/core/jinja/dbt/render-project.ts";
import { openSide, type RenderJob } from "../../src/core/jinja/dbt/render-state.ts";

/** An object by its id: a model, a seed, or a source with its table. */
export function nodeNamed(uniqueId: string, over: Partial<RenderNode> = {}): RenderNode {
  const [resourceType = "", packageName = "", ...names] = uniqueId.split(".");
  const name = names.at(-1) ?? "";
  return {
    uniqueId,
    resourceType,
    name,
    packageName,
    path: `models/${name}.sql`,
    fqn: [packageName, name],
    description: "",
    tags: [],
    meta: {},
    config: {},
    relation: { database: "db", schema: "prod", identifier: name, name: `"db"."prod"."${name}"` },
    columns: [],
    version: null,
    latestVersion: null,
    sourceName: resourceType === "source" ? (names[0] ?? "") : null,
    ...over,
  };
}

/** What a test says of a rendering; the rest is a shop on PostgreSQL. */
export interface RenderSketch {
  readonly project?: Partial<RenderProject>;
  /** Texts of macros by `package.name`. */
  readonly macros?: Readonly<Record<string, string>>;
  readonly job?: Partial<RenderJob>;
}

/** Renders a text as the model `orders` of a shop. */
export function renderIn({ project, macros = {}, job }: RenderSketch, source: string): Rendering {
  const whole: RenderProject = {
    adapterType: "postgres",
    dbtVersion: "1.10.6",
    projectName: "shop",
    settings: noSettings,
    graph: null,
    target: { database: "db", schema: "prod" },
    macros: Object.entries(macros).map(([id, sql]) => {
      const [packageName = "", name = ""] = id.split(".");
      return { uniqueId: `macro.${id}`, packageName, name, sql };
    }),
    ...project,
  };
  return renderModel(openSide(whole), {
    node: nodeNamed("model.shop.orders"),
    source,
    parents: [],
    columns: {},
    readElsewhere: [],
    rows: {},
    isIncremental: false,
    test: null,
    switches: {},
    ...job,
  });
}
