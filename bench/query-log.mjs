// A query log as a warehouse of a middle-sized team writes it, which knows what each of its queries reads.
// The mix: dbt builds and tests 42 %, loaders 5 %, failed 3 %, dashboards of six tools 38 %, people 12 %.
const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 1);
const TABLES = 80;
const COLUMNS = 14;

/** The tables of the project: name, schema, columns. */
export function logTables() {
  return Array.from({ length: TABLES }, (_, table) => ({
    uniqueId: `model.shop.${tableName(table)}`,
    name: tableName(table),
    schema: table % 3 === 0 ? "staging" : "marts",
    columns: Array.from({ length: COLUMNS }, (_, column) => columnName(table, column)),
  }));
}

/** A manifest that holds them. */
export function logManifest() {
  const nodes = logTables().map(({ uniqueId, name, schema, columns }) => [
    uniqueId,
    {
      unique_id: uniqueId,
      resource_type: "model",
      name,
      alias: name,
      package_name: "shop",
      path: `${name}.sql`,
      original_file_path: `models/${name}.sql`,
      fqn: ["shop", name],
      database: "analytics",
      schema,
      relation_name: `"analytics"."${schema}"."${name}"`,
      raw_code: "select 1",
      language: "sql",
      checksum: { name: "sha256", checksum: name },
      config: { materialized: "table", enabled: true },
      contract: { enforced: true, checksum: null },
      columns: Object.fromEntries(columns.map((column) => [column, { name: column, description: "" }])),
      depends_on: { nodes: [], macros: [] },
      refs: [],
      sources: [],
      metrics: [],
      tags: [],
      meta: {},
      description: "",
    },
  ]);
  return {
    metadata: {
      dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
      dbt_version: "1.10.0",
      generated_at: "2026-11-01T00:00:00Z",
      adapter_type: "postgres",
      project_name: "shop",
    },
    nodes: Object.fromEntries(nodes),
    sources: {},
    macros: {},
    exposures: {},
    metrics: {},
    groups: {},
    semantic_models: {},
    saved_queries: {},
    unit_tests: {},
    disabled: {},
    parent_map: {},
    child_map: {},
    docs: {},
    selectors: {},
  };
}

/**
 * One entry after the other. `entry` is the line of the log, `truth` what is right about it: whether it is use, what it
 * reads (`table.column` named, `table.*` by a star), the tool and the dashboard.
 */
export function* logEntries(count, seed = 7) {
  const random = randomFrom(seed);
  const tables = logTables();
  const tiles = Array.from({ length: 3200 }, (_, index) => ({
    index,
    query: statement(tables, randomFrom(index)),
  }));
  for (let index = 0; index < count; index++) {
    const at = START + Math.floor((index / count) * 30 * DAY) + Math.floor(random() * 60_000);
    const { entry, truth } = oneEntry(random(), { random, tables, tiles });
    const line = {
      query_id: `q${seed}-${index}`,
      query_text: entry.text,
      user_name: entry.user,
      client_application: entry.application ?? null,
      query_tag: entry.tag ?? null,
      execution_status: entry.failed ? "FAILED" : "SUCCESS",
      query_type: entry.type ?? "SELECT",
      database_name: "analytics",
      schema_name: "marts",
      start_time: new Date(at).toISOString(),
      total_elapsed_time: Math.floor(random() * 9000),
      bytes_scanned: Math.floor(random() * 1e9),
      warehouse_name: "REPORTING_WH",
    };
    yield { line, truth };
  }
}

function oneEntry(dice, world) {
  if (dice < 0.42) return dbtEntry(world);
  if (dice < 0.47) return loaderEntry(world);
  if (dice < 0.5) return failedEntry(world);
  if (dice < 0.88) return dashboardEntry(world);
  return personEntry(world);
}

function dbtEntry({ random, tables }) {
  const [to, from] = [pick(tables, random), pick(tables, random)];
  const comment = `/* {"app": "dbt", "dbt_version": "1.10.0", "profile_name": "shop", "target_name": "prod", "node_id": "${to.uniqueId}"} */`;
  const select = `select ${from.columns.slice(0, 9).join(",\n    ")}\n  from analytics.${from.schema}.${from.name}`;
  const isTest = random() < 0.6;
  const body = isTest
    ? `select count(*) as failures from (\n  ${select}\n  where ${from.columns[0]} is null\n) dbt_internal_test`
    : `create or replace transient table analytics.${to.schema}.${to.name} as (\n  ${select}\n);`;
  const text = random() < 0.5 ? `${comment}\n${body}` : `${body}\n${comment}`;
  return {
    entry: { text, user: "TRANSFORMER", type: isTest ? "SELECT" : "CREATE_TABLE_AS_SELECT" },
    truth: { use: false, reason: "dbt" },
  };
}

function loaderEntry({ random, tables }) {
  const table = pick(tables, random);
  const text = `MERGE INTO raw.public.${table.name} t USING "FIVETRAN_${hex(random)}_STAGING".${table.name} s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.${table.columns[1]} = s.${table.columns[1]}`;
  return { entry: { text, user: "FIVETRAN_USER", type: "MERGE" }, truth: { use: false, reason: "loader" } };
}

function failedEntry({ random, tables }) {
  const text = `select ${word(random)} from ${pick(tables, random).name}`;
  return { entry: { text, user: person(random), failed: true }, truth: { use: false, reason: "failed" } };
}

function dashboardEntry({ random, tiles }) {
  const tile = tiles[Math.floor(random() ** 2 * tiles.length)];
  const dashboard = 100 + (tile.index % 220);
  const { text, reads } = tile.query(random);
  const tool = TOOLS[tile.index % TOOLS.length];
  const entry = tool.entry(text, { dashboard, random });
  return {
    entry,
    truth: {
      use: true,
      reads,
      tool: tool.name,
      dashboard: tool.label === null ? null : `${tool.label}${dashboard}`,
    },
  };
}

const TOOLS = [
  {
    name: "Looker",
    label: null,
    entry: (text, { random }) => ({
      text: `-- Looker Query Context '{"user_id":${Math.floor(random() * 90)},"history_slug":"${hex(random)}","instance_slug":"${hex(random)}"}'\n${text}`,
      user: "LOOKER",
    }),
  },
  {
    name: "Metabase",
    label: "dashboard ",
    entry: (text, { dashboard, random }) => ({
      text: `-- Metabase:: userID: ${Math.floor(random() * 90)} dashboardID: ${dashboard} cardID: 7 queryType: MBQL queryHash: ${hex(random)}\n${text}`,
      user: "METABASE",
    }),
  },
  {
    name: "Tableau",
    label: "",
    entry: (text, { dashboard }) => ({
      text,
      user: "TABLEAU",
      application: "Tableau 2026.2",
      tag: JSON.stringify({ workbook: "Sales", dashboard: `${dashboard}` }),
    }),
  },
  {
    name: "Hex",
    label: "project ",
    entry: (text, { dashboard, random }) => ({
      text: `${text}\n-- Hex query metadata: {"context":"SCHEDULED_RUN","project_id":"${dashboard}","cell_id":"${hex(random)}"}`,
      user: "HEX",
    }),
  },
  {
    name: "Redash",
    label: "query ",
    entry: (text, { dashboard, random }) => ({
      text: `/* Username: ada, Task ID: ${hex(random)}, Query ID: ${dashboard}, Queue: queries, Query Hash: ${hex(random)} */ ${text}`,
      user: "REDASH",
    }),
  },
  {
    name: "Power BI",
    label: null,
    entry: (text, { random }) => ({ text, user: person(random), application: "Mashup Engine" }),
  },
];

function personEntry({ random, tables }) {
  const { text, reads } = statement(tables, random)(random);
  return { entry: { text, user: person(random) }, truth: { use: true, reads, tool: null, dashboard: null } };
}

/** A query of one of eight forms; its literals differ each time. */
function statement(tables, random) {
  const form = FORMS[Math.floor(random() * FORMS.length)];
  return form(tables, random);
}

const FORMS = [
  simple,
  simple,
  simple,
  joined,
  joined,
  withCte,
  nested,
  star,
  union,
  windowed,
  having,
  caseWhen,
];

function simple(tables, random) {
  const table = pick(tables, random);
  const [a, b, c] = three(table, random);
  const q = random() < 0.5 ? "t." : "";
  const from = `${full(table, random)}${q === "" ? "" : " t"}`;
  return (now) => ({
    text: `SELECT ${q}${a}, SUM(${q}${b}) AS total, count(*) FROM ${from} WHERE ${q}${c} >= '${day(now)}' AND ${q}${a} IN (${ids(now)}) GROUP BY ${q}${a} ORDER BY total DESC LIMIT ${Math.floor(now() * 500)}`,
    reads: names(table, [a, b, c]),
  });
}

function joined(tables, random) {
  const [left, right] = two(tables, random);
  const [a, b, c] = three(left, random);
  const [d, e] = three(right, random);
  const kind = random() < 0.5 ? "LEFT JOIN" : "join";
  return (now) => ({
    text: `SELECT l.${a} AS "${a} shown",\n  date_trunc('month', r.${d}) AS period,\n  avg(l.${b} * ${now().toFixed(3)}) average\nFROM ${full(left, random)} AS l\n${kind} ${full(right, random)} r ON l.${c} = r.${e}\nWHERE r.${d} > '${day(now)}'\nGROUP BY 1, 2`,
    reads: [...names(left, [a, b, c]), ...names(right, [d, e])],
  });
}

function withCte(tables, random) {
  const [left, right] = two(tables, random);
  const [a, b, c] = three(left, random);
  const [d, e] = three(right, random);
  return (now) => ({
    text: `with base as (\n  select ${a}, ${b} from ${full(left, random)} where ${c} <> '${word(now)}'\n), other as (select ${d} as k, max(${e}) as top from ${full(right, random)} group by ${d})\nselect base.${a}, other.top from base inner join other on base.${b} = other.k where other.top > ${Math.floor(now() * 100)}`,
    reads: [...names(left, [a, b, c]), ...names(right, [d, e])],
  });
}

function nested(tables, random) {
  const [left, right] = two(tables, random);
  const [a, b] = three(left, random);
  const [d, e] = three(right, random);
  return (now) => ({
    text: `select q.${a}, q.n from (select ${a}, count(distinct ${b}) as n from ${full(left, random)} group by ${a}) q where q.${a} in (select ${d} from ${full(right, random)} where ${e} = ${Math.floor(now() * 1000)})`,
    reads: [...names(left, [a, b]), ...names(right, [d, e])],
  });
}

function star(tables, random) {
  const table = pick(tables, random);
  const [a] = three(table, random);
  return (now) => ({
    text: `select * from ${full(table, random)} where ${a} = '${word(now)}' limit 100`,
    reads: [...names(table, [a]), `${table.uniqueId}.*`],
  });
}

function union(tables, random) {
  const [left, right] = two(tables, random);
  const [a, b] = three(left, random);
  const [d, e] = three(right, random);
  return (now) => ({
    text: `SELECT ${a} AS k, ${b} AS v FROM ${full(left, random)} WHERE ${a} > ${Math.floor(now() * 100)}\nUNION ALL\nSELECT ${d}, ${e} FROM ${full(right, random)}`,
    reads: [...names(left, [a, b]), ...names(right, [d, e])],
  });
}

function windowed(tables, random) {
  const table = pick(tables, random);
  const [a, b, c] = three(table, random);
  return (now) => ({
    text: `select ${a}, row_number() over (partition by ${b} order by ${c} desc) as place from ${full(table, random)} where ${c} between ${Math.floor(now() * 10)} and ${Math.floor(now() * 1000)}`,
    reads: names(table, [a, b, c]),
  });
}

function having(tables, random) {
  const table = pick(tables, random);
  const [a, b, c] = three(table, random);
  return (now) => ({
    text: `/* report */ SELECT "${a}", MIN("${b}") FROM "analytics"."${table.schema}"."${table.name}" GROUP BY "${a}" HAVING MAX("${c}") < ${Math.floor(now() * 100)}; `,
    reads: names(table, [a, b, c]),
  });
}

function caseWhen(tables, random) {
  const table = pick(tables, random);
  const [a, b, c] = three(table, random);
  return (now) => ({
    text: `select case when ${a} is null then 'none' else cast(${a} as varchar) end as label, coalesce(${b}, 0) / nullif(${c}, ${Math.floor(now() * 9)}) as rate from ${full(table, random)} -- ad hoc`,
    reads: names(table, [a, b, c]),
  });
}

function names(table, columns) {
  return columns.map((column) => `${table.uniqueId}.${column}`);
}

function full({ schema, name }, random) {
  const dice = random();
  if (dice < 0.4) return `analytics.${schema}.${name}`;
  if (dice < 0.7 || schema !== "marts") return `${schema}.${name}`;
  return dice < 0.85 ? name : `ANALYTICS.${schema.toUpperCase()}.${name.toUpperCase()}`;
}

function tableName(index) {
  return `${["fct", "dim", "stg"][index % 3]}_${NOUNS[index % NOUNS.length]}_${index}`;
}

function columnName(table, column) {
  // Some names are shared by all tables, as ids and dates are.
  return column < 4
    ? SHARED[column]
    : `${NOUNS[(table + column * 7) % NOUNS.length]}_${WORDS[column % WORDS.length]}`;
}

const SHARED = ["id", "created_at", "status", "customer_id"];
const NOUNS = [
  "order",
  "customer",
  "payment",
  "refund",
  "session",
  "invoice",
  "shipment",
  "product",
  "ticket",
  "campaign",
];
const WORDS = ["amount", "count", "name", "type", "rate", "date", "region", "source", "share", "level"];

function two(tables, random) {
  const first = Math.floor(random() * tables.length);
  return [tables[first], tables[(first + 1 + Math.floor(random() * (tables.length - 1))) % tables.length]];
}

function three(table, random) {
  const first = Math.floor(random() * COLUMNS);
  return [0, 3, 7].map((step) => table.columns[(first + step) % COLUMNS]);
}

function ids(random) {
  return Array.from({ length: 1 + Math.floor(random() * 6) }, () => Math.floor(random() * 10_000)).join(", ");
}

function day(random) {
  return new Date(START - Math.floor(random() * 400) * DAY).toISOString().slice(0, 10);
}

function person(random) {
  return `PERSON_${Math.floor(random() * 140)}`;
}

function word(random) {
  return `value ${Math.floor(random() * 100_000)}`;
}

function hex(random) {
  return Math.floor(random() * 2 ** 48).toString(16);
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed) {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
