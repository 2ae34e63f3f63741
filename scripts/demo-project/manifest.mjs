import { buildNode } from "./build-nodes.mjs";
import { readBuildables } from "./buildables.mjs";
import { buildExposures, buildGroups, buildSavedQueries } from "./consumers.mjs";
import { genericTests, singularTests } from "./data-tests.mjs";
import { readDeclarations } from "./declarations.mjs";
import { makeLookup } from "./lookup.mjs";
import { buildMetrics } from "./metrics.mjs";
import { buildMacros } from "./own-macros.mjs";
import { md5 } from "./python.mjs";
import { buildSemanticModels } from "./semantic-models.mjs";
import { buildSources } from "./sources.mjs";
import { DBT_VERSION } from "./target.mjs";
import { buildUnitTests } from "./unit-tests.mjs";

/** `manifest.json` of one side, fully compiled, in the shape of dbt 1.11. */
export function makeManifest(/** @type {import("./read-sources.mjs").Files} */ files, target) {
  const project = readDeclarations(files);
  const buildables = readBuildables(project, target);
  const sources = buildSources(project, target);
  const context = { project, target, buildables, lookup: makeLookup(buildables, sources) };
  const tests = genericTests(context);
  const built = buildables.map((node) =>
    buildNode(
      context,
      node,
      tests.filter((test) => test.attached_node === node.uniqueId),
    ),
  );
  const semanticModels = buildSemanticModels(context);
  const parts = {
    nodes: byId([...built, ...tests, ...singularTests(context)]),
    sources: byId(sources),
    macros: byId(buildMacros(context)),
    docs: {},
    exposures: byId(buildExposures(context)),
    metrics: byId(buildMetrics({ ...context, semanticModels })),
    groups: byId(buildGroups(context)),
    selectors: {},
    disabled: {},
  };
  const later = {
    saved_queries: byId(buildSavedQueries(context)),
    semantic_models: byId(semanticModels),
    unit_tests: byId(buildUnitTests(context)),
    functions: {},
  };
  return { metadata: metadataOf(project, target), ...parts, ...mapsOf(parts, later), ...later };
}

function byText(a, b) {
  return a < b ? -1 : 1;
}

function byId(objects) {
  const sorted = objects.sort((a, b) => byText(a.unique_id, b.unique_id));
  const entries = Object.fromEntries(sorted.map((object) => [object.unique_id, object]));
  if (Object.keys(entries).length < objects.length)
    throw new Error("Two objects of the demo have the same id.");
  return entries;
}

function metadataOf(project, target) {
  return {
    dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
    dbt_version: DBT_VERSION,
    generated_at: target.generatedAt,
    invocation_id: target.invocationId,
    invocation_started_at: target.generatedAt,
    env: {},
    project_name: project.name,
    project_id: md5(project.name),
    user_id: null,
    send_anonymous_usage_stats: false,
    adapter_type: "postgres",
    quoting: { database: true, schema: true, identifier: true, column: null },
    run_started_at: target.generatedAt,
  };
}

function mapsOf({ nodes, sources, exposures, metrics }, { saved_queries, semantic_models, unit_tests }) {
  const all = Object.values({
    ...nodes,
    ...sources,
    ...exposures,
    ...metrics,
    ...saved_queries,
    ...semantic_models,
    ...unit_tests,
  });
  const parents = Object.fromEntries(
    all.map((node) => [node.unique_id, (node.depends_on?.nodes ?? []).toSorted(byText)]),
  );
  const children = Object.fromEntries(all.map((node) => [node.unique_id, []]));
  const groups = {};
  for (const node of all) {
    for (const parent of parents[node.unique_id]) children[parent].push(node.unique_id);
    if (node.group) (groups[node.group] ??= []).push(node.unique_id);
  }
  for (const list of Object.values(children)) list.sort(byText);
  return { parent_map: parents, child_map: children, group_map: groups };
}

const COMPILED_KEYS = new Set(["compiled", "compiled_code", "extra_ctes_injected", "extra_ctes"]);

/** The same manifest as `dbt parse` leaves it: nothing is compiled. */
export function withoutCompiledCode(manifest) {
  const nodes = Object.entries(manifest.nodes).map(([id, node]) => {
    const parsed = Object.fromEntries(Object.entries(node).filter(([key]) => !COMPILED_KEYS.has(key)));
    return [id, "compiled_path" in parsed ? { ...parsed, compiled_path: null } : parsed];
  });
  return { ...manifest, nodes: Object.fromEntries(nodes) };
}
