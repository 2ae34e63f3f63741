import { declaredColumns } from "./buildables.mjs";
import { compiledKeys } from "./build-nodes.mjs";
import { resolveConfig } from "./config.mjs";
import { foldersOf, pathBelow } from "./declarations.mjs";
import { compileBuiltIn } from "./generic-tests.mjs";
import { md5, repr, sha256 } from "./python.mjs";
import { findUses } from "./scope.mjs";
import { nameTest } from "./test-names.mjs";
import { createdAt, schemaName } from "./target.mjs";

/** Generic tests on models, seeds, snapshots and sources, as manifest entries. */
export function genericTests(context) {
  const onNodes = context.buildables
    .filter((node) => node.patch !== undefined)
    .flatMap((node) =>
      testsOf(context, nodeSubject(node), { ...node.patch, columns: declaredColumns(node) }),
    );
  const onSources = context.project
    .yaml("sources")
    .flatMap(({ entry: source, path }) =>
      source.tables.flatMap((table) => testsOf(context, sourceSubject(source, table, path), table)),
    );
  return [...onNodes, ...onSources];
}

function nodeSubject(node) {
  const version = node.version === null ? "" : `, version='${node.version}'`;
  return {
    name: node.version === null ? node.name : `${node.name}_v${node.version}`,
    expression: `ref('${node.name}'${version})`,
    path: node.patchPath,
    fileKey: `${node.kind}s.${node.name}`,
    prefix: "",
    node,
  };
}

function sourceSubject(source, table, path) {
  return {
    name: `${source.name}_${table.name}`,
    expression: `source('${source.name}', '${table.name}')`,
    path,
    fileKey: `sources.${source.name}`,
    prefix: "source_",
    node: null,
  };
}

function testsOf(context, subject, entry) {
  const onColumns = (entry.columns ?? []).flatMap((column) =>
    (column.data_tests ?? []).map((test) => ({ test, column: column.name })),
  );
  const onWhole = (entry.data_tests ?? []).map((test) => ({ test, column: null }));
  return [...onColumns, ...onWhole].map(({ test, column }) =>
    genericTest(context, subject, { ...split(test), column }),
  );
}

/** `- unique` or `- accepted_values: { arguments, config }`. */
function split(test) {
  if (typeof test === "string") return { name: test, args: {}, config: {} };
  const [[name, body]] = Object.entries(test);
  return { name, args: body.arguments ?? {}, config: body.config ?? {} };
}

function genericTest(context, subject, { name, args, config: ownConfig, column }) {
  const { project, lookup } = context;
  const model = `{{ get_where_subquery(${subject.expression}) }}`;
  const kwargs = { ...(column === null ? {} : { column_name: column }), ...args, model };
  const { full, short } = nameTest(`${subject.prefix}${name}`, subject.name, kwargs);
  const alias = short === full ? {} : { alias: short };
  const { config, unrendered } = resolveConfig("test", [ownConfig, alias]);
  const metadata = { name, kwargs, namespace: null };
  const uses = usesOf(project, args, subject.expression);
  const isOwn = project.macros.has(`test_${name}`);
  const call = `{{ test_${name}(**_dbt_generic_test_kwargs) }}`;
  return {
    ...describe(context, {
      name: full,
      file: `${short}.sql`,
      path: subject.path,
      uniqueId: `test.${project.name}.${full}.${hashOf(full, metadata)}`,
      alias: short,
      config,
      unrendered,
      group: subject.node?.config.group ?? null,
      rawCode: short === full ? call : `${call}{{ config(alias="${short}") }}`,
      uses,
      macros: [`macro.${isOwn ? project.name : "dbt"}.test_${name}`, "macro.dbt.get_where_subquery"],
    }),
    ...compileTest(context, { name, kwargs, uses, path: `${subject.path}/${short}.sql` }),
    contract: { enforced: false, alias_types: true, checksum: null },
    column_name: column,
    file_key_name: subject.fileKey,
    attached_node: subject.node === null ? null : lookup.ref(uses.refs.at(-1)).uniqueId,
    test_metadata: metadata,
  };
}

/** The refs of the arguments come before the tested object's own, as dbt renders them. */
function usesOf(project, args, expression) {
  const inArguments = Object.values(args).filter((value) => /^(?:ref|source)\(/.test(value));
  const uses = findUses(project, [...inArguments, expression].map((text) => `{{ ${text} }}`).join(""));
  return { ...uses, refs: uses.refs.map((ref) => ({ ...ref, version: toVersion(ref.version) })) };
}

function toVersion(version) {
  return version === null ? null : Number(version);
}

/** dbt's hash of a generic test: its name and Python's `repr` of its sorted metadata. */
function hashOf(name, { name: test, kwargs, namespace }) {
  return md5(name + repr(toHashable({ namespace, name: test, kwargs }))).slice(-10);
}

function toHashable(value) {
  if (Array.isArray(value)) return value.map(toHashable);
  if (value === null || typeof value !== "object") return value === null ? "None" : String(value);
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, toHashable(value[key])]),
  );
}

function compileTest(context, { name, kwargs, uses, path }) {
  const relations = [
    ...uses.refs.map((ref) => context.lookup.ref(ref).relation),
    ...uses.sources.map((names) => context.lookup.source(names).relation),
  ];
  const model = relations.at(-1);
  const builtIn = compileBuiltIn(name, kwargs, { model, parent: relations[0] });
  const self = {
    rawCode: builtIn ?? context.project.macros.get(`test_${name}`)?.body ?? "",
    relation: model,
    names: { ...kwargs, model },
  };
  return compiledKeys(context, self, `target/compiled/${context.project.name}/${path}`);
}

/** Tests that are a query of their own, in `tests/`. */
export function singularTests(context) {
  return [...context.project.files]
    .filter(([path]) => /^tests\/[^/]+\.sql$/.test(path))
    .map(([path, text]) => {
      const name = pathBelow(path).replace(/\.sql$/, "");
      const rawCode = text.trim();
      const uses = findUses(context.project, rawCode);
      const { config, unrendered } = resolveConfig("test", [uses.config]);
      const uniqueId = `test.${context.project.name}.${name}`;
      const test = {
        name,
        file: `${name}.sql`,
        path,
        uniqueId,
        alias: name,
        config,
        unrendered,
        group: null,
        rawCode,
      };
      return {
        ...describe(context, { ...test, uses, macros: uses.macros }),
        checksum: { name: "sha256", checksum: sha256(rawCode) },
        ...compiledKeys(
          context,
          { rawCode, relation: null },
          `target/compiled/${context.project.name}/${path}`,
        ),
        contract: { enforced: false, alias_types: true, checksum: null },
      };
    });
}

function describe({ project, target, lookup }, test) {
  return {
    database: target.database,
    schema: schemaName(target, test.config.schema),
    name: test.name,
    resource_type: "test",
    package_name: project.name,
    path: test.file,
    original_file_path: test.path,
    unique_id: test.uniqueId,
    fqn: [project.name, ...foldersOf(test.path), test.name],
    alias: test.alias,
    checksum: { name: "none", checksum: "" },
    config: test.config,
    tags: test.config.tags,
    description: "",
    columns: {},
    meta: test.config.meta,
    group: test.group,
    docs: { show: true, node_color: null },
    patch_path: null,
    build_path: null,
    unrendered_config: test.unrendered,
    created_at: createdAt(target),
    relation_name: null,
    raw_code: test.rawCode,
    doc_blocks: [],
    language: "sql",
    refs: test.uses.refs,
    sources: test.uses.sources,
    metrics: [],
    functions: [],
    depends_on: { macros: test.macros, nodes: lookup.ids(test.uses) },
  };
}
