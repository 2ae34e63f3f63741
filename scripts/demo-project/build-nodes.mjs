import { declaredColumns } from "./buildables.mjs";
import { columnsOf, contractOf, modelConstraints, primaryKeyOf } from "./columns.mjs";
import { foldersOf, pathBelow } from "./declarations.mjs";
import { compile } from "./lookup.mjs";
import { sha256 } from "./python.mjs";
import { createdAt } from "./target.mjs";

/**
 * The manifest's entry of a model, seed or snapshot, keys in dbt 1.11's order.
 *
 * @param {any} context
 * @param {import("./buildables.mjs").Buildable} node
 * @param {readonly any[]} tests the data tests on it
 */
export function buildNode(context, node, tests) {
  const columns = columnsOf(declaredColumns(node));
  const common = describe(context, node, columns);
  if (node.kind === "seed") return { ...common, root_path: null, depends_on: { macros: [] } };
  const code = codeKeys(context, node);
  if (node.kind === "snapshot")
    return { ...code.before(common), contract: contractOf(node.config, columns, []) };
  const constraints = modelConstraints(node.versionPatch?.constraints ?? node.patch?.constraints ?? []);
  return {
    ...code.before(common),
    contract: contractOf(node.config, columns, constraints),
    access: node.config.access,
    constraints,
    version: node.version,
    latest_version: node.latestVersion,
    deprecation_date: toDateTime(node.versionPatch?.deprecation_date ?? node.patch?.deprecation_date),
    primary_key: primaryKeyOf(columns, constraints, tests),
    time_spine: timeSpineOf(node.patch),
  };
}

function describe({ project, target }, node, columns) {
  const version = node.version === null ? [] : [`v${node.version}`];
  return {
    database: node.database,
    schema: node.schema,
    name: node.name,
    resource_type: node.kind,
    package_name: project.name,
    path: pathBelow(node.path),
    original_file_path: node.path,
    unique_id: node.uniqueId,
    fqn: fqnOf(project, node, version),
    alias: node.alias,
    checksum: { name: "sha256", checksum: sha256(node.text.trim()) },
    config: node.config,
    tags: node.config.tags,
    description: node.versionPatch?.description ?? node.patch?.description ?? "",
    columns,
    meta: node.config.meta,
    group: node.config.group,
    docs: node.config.docs,
    patch_path: node.patchPath === null ? null : `${project.name}://${node.patchPath}`,
    build_path: null,
    unrendered_config: node.unrendered,
    created_at: createdAt(target),
    relation_name: node.relation,
    raw_code: node.rawCode,
    doc_blocks: [],
  };
}

/** A snapshot's file name counts as one of its folders. */
function fqnOf(project, node, version) {
  const file =
    node.kind === "snapshot"
      ? [
          pathBelow(node.path)
            .replace(/\.sql$/, "")
            .split("/")
            .at(-1),
        ]
      : [];
  return [project.name, ...foldersOf(node.path), ...file, node.name, ...version];
}

function codeKeys(context, node) {
  const macros = node.uses.macros;
  const keys = {
    language: "sql",
    refs: node.uses.refs,
    sources: node.uses.sources,
    metrics: [],
    functions: [],
    depends_on: { macros, nodes: context.lookup.ids(node.uses) },
  };
  const compiled = compiledKeys(context, node, `target/compiled/${context.project.name}/${node.path}`);
  return { before: (common) => ({ ...common, ...keys, ...compiled }) };
}

/** What only a compiled node has; `self` is anything with `rawCode` and `relation`. */
export function compiledKeys(context, self, path) {
  const { code, ctes } = compile(context, self.rawCode, self);
  return {
    compiled_path: path,
    compiled: true,
    compiled_code: code,
    extra_ctes_injected: true,
    extra_ctes: ctes,
  };
}

function toDateTime(date) {
  return date === undefined ? null : `${date}T00:00:00+00:00`;
}

function timeSpineOf(patch) {
  if (patch?.time_spine === undefined) return null;
  const { standard_granularity_column: column, custom_granularities: custom = [] } = patch.time_spine;
  return { standard_granularity_column: column, custom_granularities: custom };
}
