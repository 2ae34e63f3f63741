// Writes synthetic v12 manifests of a given size, the same bytes on every run.
import { closeSync, openSync, writeSync } from "node:fs";

const BUFFER = 1 << 20;
const TYPES = ["bigint", "varchar", "numeric(18,2)", "timestamp", "boolean"];
const WORDS = ["order", "customer", "payment", "refund", "shipment", "invoice", "region", "campaign"];

/** About how many bytes a model takes with its tests and its share of the maps. */
export const BYTES_PER_MODEL = 10_560;

/**
 * Writes one manifest, with so many `columns` a model. `changed`: so many models have another body and a column less than in base.
 * `elaborate`: compiled SQL with joins, a window and grouping. `schema`: the rendered schema, in every entry; another one leaves no entry byte-equal.
 */
export function writeManifest(
  path,
  { models, columns = 25, changed = 0, schema = "prod", createdAt = 1_760_000_000, elaborate = false },
) {
  const out = openText(path);
  const context = { models, columns, changed, schema, createdAt, write: elaborate ? elaborateSql : sql };
  out.write(`{"metadata": ${metadata(schema)}`);
  writeSection(out, "nodes", nodes(context));
  writeSection(
    out,
    "sources",
    times(Math.ceil(models / 20), (index) => source(index, context)),
  );
  const macros = Math.min(1_000, 100 + Math.floor(models / 10));
  writeSection(
    out,
    "macros",
    times(macros, (index) => macro(index, context)),
  );
  out.write(`, "docs": {}, "exposures": {}, "metrics": {}, "groups": {}, "selectors": {}, "disabled": {}, `);
  writeMaps(out, models);
  out.write(`"group_map": {}, "saved_queries": {}, "semantic_models": {}, "unit_tests": {}}`);
  return out.close();
}

function* nodes(context) {
  for (let index = 0; index < context.models; index += 1) {
    yield model(index, context);
    yield test(index, context);
  }
}

function* times(count, make) {
  for (let index = 0; index < count; index += 1) yield make(index);
}

function writeSection(out, name, entries) {
  let separator = "";
  out.write(`, "${name}": {`);
  for (const value of entries) {
    // dbt writes a blank behind commas and colons; JSON.stringify does not, which only changes the size a little.
    out.write(`${separator}${JSON.stringify(value.unique_id)}: ${JSON.stringify(value)}`);
    separator = ", ";
  }
  out.write("}");
}

function writeMaps(out, models) {
  for (const [name, toward] of [
    ["parent_map", -1],
    ["child_map", 1],
  ]) {
    out.write(`"${name}": {`);
    for (let index = 0; index < models; index += 1) {
      const near = toward < 0 ? parentsOf(index) : childrenOf(index, models);
      out.write(`${index === 0 ? "" : ", "}"${id(index)}": ${JSON.stringify(near.map(id))}`);
    }
    out.write("}, ");
  }
}

function metadata(schema) {
  return JSON.stringify({
    dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
    dbt_version: "1.10.13",
    generated_at: "2026-10-01T06:00:00.000000Z",
    invocation_id: `00000000-0000-4000-8000-${schema.padEnd(12, "0").slice(0, 12)}`,
    env: {},
    project_name: "shop",
    adapter_type: "postgres",
  });
}

function model(index, { models, columns: width, changed, schema, createdAt, write }) {
  const isChanged = changed > 0 && isAmong(index, { models, changed });
  const parents = parentsOf(index);
  const columns = columnNames(index, width).slice(isChanged ? 1 : 0);
  const raw = write(index, columns, (parent) => `{{ ref('${name(parent)}') }}`);
  return {
    ...named([id(index), name(index), "model", `models/marts/area_${index % 40}/${name(index)}.sql`]),
    database: "dbt",
    schema,
    alias: name(index),
    checksum: { name: "sha256", checksum: hex(index, 64) },
    config: config("table"),
    tags: index % 3 === 0 ? ["nightly"] : [],
    description: `One row per ${word(index)} and ${word(index + 3)}, number ${index} of the marts of the shop.`,
    columns: Object.fromEntries(columns.map((column, at) => [column, columnOf(column, index, at)])),
    meta: index % 5 === 0 ? { tier: index % 3 } : {},
    group: null,
    docs: { show: true, node_color: null },
    patch_path: `shop://models/marts/area_${index % 40}/_models.yml`,
    build_path: null,
    unrendered_config: { materialized: "table", tags: ["nightly"] },
    created_at: createdAt + index / 1_000,
    relation_name: `"dbt"."${schema}"."${name(index)}"`,
    raw_code: raw,
    doc_blocks: [],
    language: "sql",
    refs: parents.map((parent) => ({ name: name(parent), package: null, version: null })),
    sources: index % 20 === 0 ? [["raw", `table_${index / 20}`]] : [],
    metrics: [],
    depends_on: { macros: [`macro.shop.macro_${index % 100}`], nodes: dependencies(index, parents) },
    compiled_path: `target/compiled/shop/models/marts/area_${index % 40}/${name(index)}.sql`,
    compiled: true,
    compiled_code: write(index, columns, (parent) => `"dbt"."${schema}"."${name(parent)}"`),
    extra_ctes_injected: true,
    extra_ctes: [],
    contract: { enforced: index % 10 === 0, alias_types: true, checksum: null },
    access: "protected",
    constraints: [],
    version: null,
    latest_version: null,
    deprecation_date: null,
    primary_key: [columns[0]],
    time_spine: null,
  };
}

function test(index, { schema, createdAt }) {
  const kind = index % 2 === 0 ? "not_null" : "unique";
  const column = columnNames(index, 3)[2];
  const testName = `${kind}_${name(index)}_${column}`;
  return {
    ...named([
      `test.shop.${testName}.${hex(index, 10)}`,
      testName,
      "test",
      `models/marts/area_${index % 40}/_models.yml`,
    ]),
    database: "dbt",
    schema: `${schema}_dbt_test__audit`,
    alias: testName,
    checksum: { name: "none", checksum: "" },
    config: {
      ...config("test"),
      severity: "ERROR",
      fail_calc: "count(*)",
      warn_if: "!= 0",
      error_if: "!= 0",
    },
    tags: [],
    description: "",
    columns: {},
    meta: {},
    unrendered_config: {},
    created_at: createdAt + index / 1_000,
    relation_name: null,
    raw_code: `{{ test_${kind}(**_dbt_generic_test_kwargs) }}`,
    language: "sql",
    refs: [{ name: name(index), package: null, version: null }],
    sources: [],
    depends_on: { macros: [`macro.dbt.test_${kind}`], nodes: [id(index)] },
    compiled: true,
    compiled_code: `select ${column} from "dbt"."${schema}"."${name(index)}" where ${column} is null`,
    contract: { enforced: false, alias_types: true, checksum: null },
    column_name: column,
    file_key_name: `models.${name(index)}`,
    attached_node: id(index),
    test_metadata: {
      name: kind,
      kwargs: { column_name: column, model: `{{ get_where_subquery(ref('${name(index)}')) }}` },
      namespace: null,
    },
  };
}

function source(index, { schema, createdAt }) {
  const table = `table_${index}`;
  return {
    ...named([`source.shop.raw.${table}`, table, "source", "models/staging/_sources.yml"]),
    database: "dbt",
    schema: `${schema}_raw`,
    source_name: "raw",
    source_description: "",
    loader: "",
    identifier: table,
    quoting: { database: null, schema: null, identifier: null, column: null },
    loaded_at_field: "loaded_at",
    freshness: {
      warn_after: { count: 12, period: "hour" },
      error_after: { count: null, period: null },
      filter: null,
    },
    external: null,
    description: "",
    columns: {},
    meta: {},
    tags: [],
    config: { enabled: true },
    relation_name: `"dbt"."${schema}_raw"."${table}"`,
    created_at: createdAt,
  };
}

function macro(index, { createdAt }) {
  const macroName = `macro_${index}`;
  const body = Array.from(
    { length: 12 },
    (_, line) => `    coalesce({{ column }}, ${line}) -- ${word(index + line)}`,
  );
  return {
    ...named([`macro.shop.${macroName}`, macroName, "macro", `macros/${macroName}.sql`]),
    macro_sql: `{% macro ${macroName}(column) %}\n${body.join("\n")}\n{% endmacro %}`,
    depends_on: { macros: index > 0 ? [`macro.shop.macro_${index - 1}`] : [] },
    description: "",
    meta: {},
    docs: { show: true, node_color: null },
    patch_path: null,
    arguments: [],
    created_at: createdAt + index,
    supported_languages: null,
  };
}

function named([uniqueId, ownName, resourceType, path]) {
  const fqn = ["shop", "marts", ownName];
  const short = path.slice(path.indexOf("/") + 1);
  return {
    name: ownName,
    resource_type: resourceType,
    package_name: "shop",
    path: short,
    original_file_path: path,
    unique_id: uniqueId,
    fqn,
  };
}

function config(materialized) {
  return {
    enabled: true,
    alias: null,
    schema: null,
    database: null,
    tags: [],
    meta: {},
    group: null,
    materialized,
    incremental_strategy: null,
    batch_size: null,
    lookback: 1,
    begin: null,
    persist_docs: {},
    "post-hook": [],
    "pre-hook": [],
    quoting: {},
    column_types: {},
    full_refresh: null,
    unique_key: null,
    on_schema_change: "ignore",
    on_configuration_change: "apply",
    grants: {},
    packages: [],
    docs: { show: true, node_color: null },
    contract: { enforced: false, alias_types: true },
    event_time: null,
    concurrent_batches: null,
    access: "protected",
  };
}

function columnOf(column, index, at) {
  return {
    name: column,
    description:
      at % 2 === 0 ? `The ${word(index + at)} of the ${word(at)}, as booked on day ${index % 365}.` : "",
    meta: {},
    data_type: TYPES[at % TYPES.length],
    constraints: [],
    quote: null,
    tags: [],
  };
}

function sql(index, columns, relation) {
  const lines = columns.map((column) => `    source.${column}`);
  const from = index > 0 ? relation(parentsOf(index)[0]) : "raw.table_0";
  return `with source as (\n    select * from ${from}\n)\n\nselect\n${lines.join(",\n")}\nfrom source\nwhere source.is_deleted = false\n`;
}

/** Some forty lines, as marts have them: two relations, a window, a join and totals. */
function elaborateSql(index, columns, relation) {
  const [near, far = near] = parentsOf(index);
  const [from, other] = index > 0 ? [relation(near), relation(far)] : ["raw.table_0", "raw.table_1"];
  const [key, second] = columns;
  const lines = columns.map((column) => `    ranked.${column}`);
  return `with source as (
    select * from ${from}
),
other as (
    select ${key}, max(${second}) as latest from ${other} group by 1
),
ranked as (
    select
        source.*,
        row_number() over (partition by source.${key} order by source.${second} desc) as place
    from source
    left join other on other.${key} = source.${key}
    where source.is_deleted = false and coalesce(other.latest, 0) >= 0
),
totals as (
    select ${key}, count(*) as lines, sum(case when place = 1 then 1 else 0 end) as firsts
    from ranked
    group by ${key}
)

select
${lines.join(",\n")},
    totals.lines,
    totals.firsts
from ranked
inner join totals on totals.${key} = ranked.${key}
where ranked.place = 1
`;
}

/** A graph some ten models deep, whatever its size: each model feeds about three others and a far one. */
function parentsOf(index) {
  return index === 0 ? [] : [...new Set([Math.floor((index - 1) / 3), Math.floor(index / 50)])];
}

function childrenOf(index, models) {
  return [1, 2, 3].map((step) => index * 3 + step).filter((child) => child < models);
}

/** The changed models lie one, two, three … per cent into the project, so that what they reach does not grow with it. */
function isAmong(index, { models, changed }) {
  const step = Math.floor(models / 100);
  return index > 0 && index % step === 0 && index / step <= changed;
}

function dependencies(index, parents) {
  return [...parents.map(id), ...(index % 20 === 0 ? [`source.shop.raw.table_${index / 20}`] : [])];
}

function columnNames(index, width) {
  return Array.from({ length: width }, (_, at) => `${word(index + at)}_${word(at)}_${at}`);
}

function word(index) {
  return WORDS[index % WORDS.length];
}

function name(index) {
  return `fct_${word(index)}_${index}`;
}

function id(index) {
  return `model.shop.${name(index)}`;
}

function hex(index, length) {
  return (index * 2654435761).toString(16).repeat(8).slice(0, length).padEnd(length, "0");
}

function openText(path) {
  const file = openSync(path, "w");
  let pending = [];
  let length = 0;
  let total = 0;
  const flush = () => {
    total += writeSync(file, pending.join(""));
    pending = [];
    length = 0;
  };
  return {
    write(text) {
      pending.push(text);
      length += text.length;
      if (length > BUFFER) flush();
    },
    close() {
      flush();
      closeSync(file);
      return total;
    },
  };
}
