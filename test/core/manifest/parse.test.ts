import { describe, expect, test } from "vitest";
import { parseManifest } from "../../../src/core/manifest/parse.ts";
import type { Json } from "../../../src/core/json.ts";
import type { Node, Project } from "../../../src/core/manifest/project.ts";

/** One entry of `nodes`, read. */
function parseOne(entry: Json, id = "model.shop.orders"): Node | undefined {
  return parseManifest({ nodes: { [id]: entry } }).nodes[id];
}

function parseMetadata(metadata: Json, nodes: Json = {}): Project["metadata"] {
  return parseManifest({ metadata, nodes }).metadata;
}

describe("a manifest of any version", () => {
  test("reads an empty object, and anything that is no object, as an empty project", () => {
    const projects = [parseManifest({}), parseManifest(null), parseManifest([1]), parseManifest("x")];

    for (const project of projects) {
      expect(Object.keys(project.nodes)).toEqual([]);
      expect(project.metadata.projectName).toBeNull();
    }
  });

  test("takes the resource type from the section where the entry does not say it", () => {
    const project = parseManifest({
      sources: { "source.shop.raw.orders": { name: "orders" } },
      groups: { "group.shop.finance": {} },
      functions: { "function.shop.net": {} },
      macros: { "macro.shop.cents": { macro_sql: "{% macro cents() %}{% endmacro %}" } },
      nodes: { "seed.shop.regions": {} },
    });

    const types = Object.values(project.nodes).map((node) => node.resourceType);
    expect(types).toEqual(["source", "group", "function", "seed"]);
    expect(project.macros["macro.shop.cents"]?.sql).toContain("cents");
  });

  test("leaves out kinds that dbt makes for one command only, and entries that are no objects", () => {
    const project = parseManifest({
      nodes: {
        "rpc.shop.a": { resource_type: "rpc" },
        "sql.shop.b": { resource_type: "sql operation" },
        x: 1,
      },
    });

    expect(Object.keys(project.nodes)).toEqual([]);
  });

  test("keeps an id that is called like a property of every object harmless", () => {
    const text = `{"nodes":{"__proto__":{"resource_type":"model","name":"x"},"constructor":{"resource_type":"model"}}}`;

    const project = parseManifest(JSON.parse(text));

    expect(Object.keys(project.nodes)).toEqual(["__proto__", "constructor"]);
    expect(project.nodes["__proto__"]?.name).toBe("x");
    expect(project.nodes["toString"]).toBeUndefined();
  });

  test.each([
    ["a list of objects (v1 to v3)", [{ unique_id: "model.shop.old", resource_type: "model" }]],
    ["lists by id (v4 and later)", { "model.shop.old": [{ resource_type: "model" }, { name: "second" }] }],
  ])("reads disabled objects as %s", (_, disabled) => {
    const project = parseManifest({ disabled });

    expect(project.disabled["model.shop.old"]).toMatchObject({ resourceType: "model", name: "old" });
    expect(project.nodes["model.shop.old"]).toBeUndefined();
  });
});

describe("metadata", () => {
  test("keeps the version as written and the schema's number", () => {
    const metadata = parseMetadata({
      dbt_version: "2025.7.9+75e8e4f",
      dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
      project_name: "shop",
      user_id: "4c4b",
      env: { DBT_CLOUD_RUN_ID: "7" },
    });

    expect(metadata).toEqual({
      dbtVersion: "2025.7.9+75e8e4f",
      schemaVersion: "12",
      adapterType: null,
      projectName: "shop",
      generatedAt: null,
      invocationId: null,
    });
  });

  test("infers the project as the one that lies outside the folders of installed packages", () => {
    const node = (root: string) => ({ resource_type: "model", root_path: root });

    const metadata = parseMetadata(
      {},
      {
        "model.stripe.a": node("C:\\code\\shop\\dbt_packages\\stripe"),
        "model.stripe.b": node("/code/shop/dbt_modules/stripe"),
        "model.shop.c": { ...node("/code/dbt_packages/mine/shop"), package_name: "shop" },
      },
    );

    expect(metadata.projectName).toBe("shop");
  });

  test("infers the project as the package with most models, a published package last", () => {
    const model = { resource_type: "model" };

    const metadata = parseMetadata(null, {
      "model.dbt_artifacts.a": model,
      "model.dbt_artifacts.b": model,
      "model.shop.c": model,
    });

    expect(metadata.projectName).toBe("shop");
  });
});

describe("a model", () => {
  test("has its defaults where the entry says nothing", () => {
    expect(parseOne({})).toEqual({
      resourceType: "model",
      uniqueId: "model.shop.orders",
      name: "orders",
      packageName: "shop",
      path: "",
      fqn: [],
      description: "",
      tags: [],
      meta: {},
      config: {},
      unrenderedConfig: {},
      dependsOn: [],
      macros: [],
      group: null,
      metaOwners: [],
      relation: { database: null, schema: null, identifier: "orders", name: null },
      rawCode: null,
      compiledCode: null,
      isCompiled: false,
      hasForeignKeys: false,
      isEphemeral: false,
      language: "sql",
      checksum: null,
      columns: [],
      contract: { enforced: false, checksum: null },
      constraints: [],
      access: "protected",
      version: null,
      latestVersion: null,
      deprecationDate: null,
      primaryKey: [],
      refs: [],
      timeSpine: null,
      signature: null,
    });
  });

  test("reads null like a missing key", () => {
    const keys = [
      "name",
      "path",
      "fqn",
      "tags",
      "meta",
      "config",
      "depends_on",
      "columns",
      "contract",
      "refs",
    ];
    const nulls = Object.fromEntries(
      [...keys, "access", "constraints", "checksum"].map((key) => [key, null]),
    );

    expect(parseOne(nulls)).toEqual(parseOne({}));
  });

  test("reads the code of old and new versions, and no placeholder of a preview", () => {
    expect(parseOne({ raw_sql: "select 1", compiled_sql: "select 2" })).toMatchObject({
      rawCode: "select 1",
      compiledCode: "select 2",
    });
    expect(parseOne({ raw_code: "select 1", compiled_code: "select 2" })).toMatchObject({
      rawCode: "select 1",
      compiledCode: "select 2",
    });
    expect(parseOne({ raw_code: "--placeholder--" })).toMatchObject({ rawCode: null });
  });

  test("reads references as lists and as objects", () => {
    const refs = [["a"], ["pkg", "b"], { name: "c", package: null, version: 2 }, { name: "d" }, null, []];

    expect(parseOne({ refs })).toMatchObject({
      refs: [
        { package: null, name: "a", version: null },
        { package: "pkg", name: "b", version: null },
        { package: null, name: "c", version: "2" },
        { package: null, name: "d", version: null },
      ],
    });
  });

  test.each([
    [true, { enforced: true, checksum: null }],
    [
      { enforced: true, checksum: "ab" },
      { enforced: true, checksum: "ab" },
    ],
    [{ enforced: false }, { enforced: false, checksum: null }],
  ])("reads the contract %j", (contract, expected) => {
    expect(parseOne({ contract })).toMatchObject({ contract: expected });
  });

  test("reads access, group and contract from the config where the node lacks them", () => {
    const config = { access: "public", group: "finance", contract: { enforced: true } };

    expect(parseOne({ config })).toMatchObject({
      access: "public",
      group: "finance",
      contract: { enforced: true },
    });
  });

  test("reads tags and meta from the node, else from its config", () => {
    expect(parseOne({ tags: [], meta: {}, config: { tags: "daily", meta: { tier: 1 } } })).toMatchObject({
      tags: ["daily"],
      meta: { tier: 1 },
    });
    expect(parseOne({ tags: ["a", "a"], config: { tags: ["b"] } })).toMatchObject({ tags: ["a"] });
  });

  test("writes hooks with a dash and leaves nulls out of the config, but keeps what was configured as it is", () => {
    const config = { post_hook: ["grant"], materialized: "table", unique_key: null };

    expect(parseOne({ config, unrendered_config: config })).toMatchObject({
      config: { "post-hook": ["grant"], materialized: "table" },
      unrenderedConfig: { post_hook: ["grant"], materialized: "table", unique_key: null },
    });
    expect(parseOne({ config })?.config).not.toHaveProperty("unique_key");
  });

  test("names what it depends on once, without nulls, with forward slashes in its path", () => {
    const node = parseOne({
      original_file_path: "models\\marts\\orders.sql",
      depends_on: { nodes: ["model.shop.a", "model.shop.a", null], macros: [null, "macro.dbt.x"] },
    });

    expect(node).toMatchObject({
      path: "models/marts/orders.sql",
      dependsOn: ["model.shop.a"],
      macros: ["macro.dbt.x"],
    });
  });

  test("reads columns in declared order, with meta and tags of their config", () => {
    const columns = {
      id: { name: "id", data_type: "int", quote: true, constraints: [{ type: "not_null" }] },
      paid_at: { description: "When it was paid.", data_type: "", config: { tags: ["pii"], meta: { a: 1 } } },
    };

    const node = parseOne({ columns });

    expect(node).toMatchObject({
      columns: [
        {
          name: "id",
          description: "",
          dataType: "int",
          quote: true,
          constraints: [{ type: "not_null", columns: [], warnUnenforced: true, warnUnsupported: true }],
        },
        { name: "paid_at", dataType: null, tags: ["pii"], meta: { a: 1 }, quote: false, constraints: [] },
      ],
    });
  });

  test("has versions as text, whether written as number or text", () => {
    expect(parseOne({ version: 1, latest_version: "2" })).toMatchObject({ version: "1", latestVersion: "2" });
  });

  test("has no checksum where dbt computed none", () => {
    expect(parseOne({ checksum: { name: "none", checksum: "" } })).toMatchObject({ checksum: null });
  });
});
