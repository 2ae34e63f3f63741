import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { projectUse } from "../../../src/core/usage/project-use.ts";
import { sideOf } from "../../support/manifest.ts";
import { shop } from "../../support/shop.ts";
import { build, countsIn, fileWith, ndjson, whole } from "../../support/usage-build.ts";

const PAID = "select amount from marts.orders where status = 'paid'";

describe("what counts", () => {
  test("dbt's own statements, loaders, failures and commands are left out, and counted by reason", async () => {
    const file = fileWith(
      "left-out.ndjson",
      ndjson([
        { query: PAID },
        { query: `/* {"app": "dbt"} */ ${PAID}` },
        { query: `${PAID} /* {"app":"dbt","node_id":"model.shop.x"} */` },
        { query: PAID, query_tag: '{"app": "dbt"}' },
        { query: PAID, application_name: "dbt" },
        { query: PAID, labels: { dbt_invocation_id: "1" } },
        { query: PAID, user: "FIVETRAN_USER" },
        { query: PAID, execution_status: "FAIL" },
        { query: PAID, error_message: "boom" },
        { query: "  -- tidy\n DROP TABLE marts.orders" },
        { query: "declare first int; begin end" },
        { query: PAID, start_time: "2031-01-01T00:00:00Z" },
        { user: "somebody" },
      ]),
    );

    const { queries, leftOut } = await build([file]);

    expect(queries).toBe(1);
    expect(leftOut).toEqual({ dbt: 5, loader: 1, failed: 2, "not-a-query": 2, future: 1, empty: 1 });
  });

  test("a query that a driver puts into a cursor counts", async () => {
    const query = 'declare "SQL_CUR1" insensitive cursor with hold for select amount from marts.orders';

    const { log } = await build([fileWith("cursor.ndjson", ndjson([{ query, query_type: "UTILITY" }]))]);

    expect(countsIn(log)).toEqual({ orders: 1, "orders.amount": 1 });
  });

  test("users whom the configuration ignores are left out, and tools of its own are known", async () => {
    const usage = {
      environments: [],
      ignoreUsers: ["svc_*"],
      tools: [
        { name: "Cockpit", application: "^cockpit", dashboards: [{ pattern: "board=([a-z-]+)", label: "" }] },
      ],
    };
    const file = fileWith(
      "own.ndjson",
      ndjson([
        { query: PAID, user: "SVC_MONITOR" },
        { query: `${PAID} -- board=daily-sales`, user: "ann", application_name: "cockpit 2" },
      ]),
    );

    const { log, leftOut } = await build([file], { config: { usage } });

    expect(leftOut).toEqual({ "excluded-user": 1 });
    expect(whole(log)).toMatchObject({
      tools: [{ name: "Cockpit" }],
      dashboards: [{ name: "daily-sales" }],
    });
  });

  test("queries that differ in literals and comments are one, and no literal is kept", async () => {
    const file = fileWith(
      "literals.ndjson",
      ndjson([
        { query: "select amount from marts.orders where id in (1, 2) and status = 'secret-7'" },
        { query: "select amount from marts.orders where id in (3) and status = 'it''s' -- tile 9" },
      ]),
    );

    const { log } = await build([file]);

    expect(log.queries).toHaveLength(1);
    expect(log.queries[0]).toMatchObject({
      queries: 2,
      text: "select amount from marts.orders where id in (?) and status = ?",
    });
  });

  test("people are counted and, unless names are wanted, not named", async () => {
    const file = fileWith(
      "people.ndjson",
      ndjson([
        { query: PAID, user: "ann" },
        { query: PAID, user: "ben" },
        { query: PAID, user: "ben" },
      ]),
    );

    const counted = await build([file]);
    const named = await build([file], { config: { privacy: { people: "names", teams: [] } } });

    expect(whole(counted.log)).toMatchObject({ people: 2, names: [] });
    expect(JSON.stringify(counted.log)).not.toContain("ann");
    expect(whole(named.log)).toMatchObject({ people: 2, names: ["ben", "ann"] });
  });

  test("a star counts apart from columns that are named", async () => {
    const file = fileWith("star.ndjson", ndjson([{ query: "select * from marts.orders where id = 1" }]));

    const { log } = await build([file]);

    expect(countsIn(log)).toEqual({ orders: 1, "orders.*": 1, "orders.id": 1 });
    expect(log.uses.find(({ column }) => column === "*")).toMatchObject({ starQueries: 1 });
  });
});

describe("forms of logs", () => {
  const snowflake = {
    QUERY_TEXT: "select 1",
    USER_NAME: "ANN",
    DIRECT_OBJECTS_ACCESSED: [
      {
        objectDomain: "Table",
        objectName: "ANALYTICS.MARTS.ORDERS",
        columns: [{ columnName: "AMOUNT" }],
      },
    ],
  };
  const trino = {
    createTime: "2026-05-01T10:00:00Z",
    context: { user: "ann", source: "superset", catalog: "analytics", schema: "marts" },
    metadata: {
      query: "select amount from orders",
      tables: [{ catalog: "analytics", schema: "marts", table: "orders", columns: [{ column: "amount" }] }],
    },
  };

  test.each([
    ["Headgate", { query_text: PAID, started_at: "2026-05-01T10:00:00Z", client_app: "psql" }, "parsed"],
    ["Snowflake", snowflake, "access_history"],
    [
      "BigQuery",
      { query: PAID, creation_time: "2026-05-01 10:00:00 UTC", user_email: "a", referenced_tables: [] },
      "parsed",
    ],
    [
      "BigQuery without a text",
      { referenced_tables: [{ project_id: "analytics", dataset_id: "marts", table_id: "orders" }] },
      "engine",
    ],
    ["Databricks", { statement_text: PAID, executed_by: "a", client_application: "Tableau" }, "parsed"],
    [
      "Redshift",
      { query_text: PAID, query_type: "SELECT", user_id: "100", database_name: "analytics" },
      "parsed",
    ],
    ["Athena", { query: PAID, queryexecutionid: "x", submissiondatetime: "1777629600000" }, "parsed"],
    ["Trino", trino, "access_history"],
    ["DataHub", { query: PAID, timestamp: 1_777_629_600, user: "a" }, "parsed"],
    [
      "OpenMetadata",
      { query_text: PAID, user_name: "a", aborted: "false", database_name: "analytics" },
      "parsed",
    ],
  ])("%s is recognized by its columns", async (_name, entry, evidence) => {
    const { log, seen } = await build([fileWith("form.ndjson", ndjson([entry]))]);

    expect(whole(log)).toMatchObject({ uniqueId: "model.shop.orders", column: null, queries: 1, evidence });
    expect(seen?.from.slice(0, 10)).toBe("2026-05-01");
  });

  test("counts by table and column are taken as they are", async () => {
    const rows = ["database,schema,table,column,user_email,read_count"];
    rows.push("analytics,marts,orders,,ann,7", "analytics,marts,orders,AMOUNT,ann,5", "other,raw,x,,ben,9");

    const { log, queries } = await build([fileWith("counts.csv", `${rows.join("\n")}\n`)]);

    expect(countsIn(log)).toEqual({ orders: 7, "orders.amount": 5 });
    expect(queries).toBe(16);
  });

  test("counts of columns alone count for the table as the most read column does", async () => {
    const rows = [
      "schema,table,column,user_email,read_count",
      "marts,orders,amount,ann,5",
      "marts,orders,id,ann,3",
    ];

    const { log } = await build([fileWith("columns.csv", `${rows.join("\n")}\n`)]);

    expect(countsIn(log)).toEqual({ orders: 5, "orders.amount": 5, "orders.id": 3 });
  });

  test("entries that stand for many queries count as many", async () => {
    const { log } = await build([fileWith("calls.csv", `query,calls\n"${PAID}",40\n`)]);

    expect(countsIn(log)).toMatchObject({ orders: 40 });
  });

  test("packed files and globs are read together, an overlap once", async () => {
    const entries = ndjson([
      { query: PAID, query_id: "1" },
      { query: PAID, query_id: "2" },
    ]);
    const first = fileWith("part-1.ndjson.gz", gzipSync(entries));
    fileWith(
      "part-2.ndjson",
      ndjson([
        { query: PAID, query_id: "2" },
        { query: PAID, query_id: "3" },
      ]),
    );

    const { queries, leftOut, files } = await build([first.replace("part-1.ndjson.gz", "part-*")]);

    expect(files.map(({ name }) => name)).toEqual(["part-1.ndjson.gz", "part-2.ndjson"]);
    expect([queries, leftOut]).toEqual([3, { duplicate: 1 }]);
  });

  test("a csvlog of PostgreSQL 15 gives its statements with users and applications", async () => {
    const file = new URL("../../../fixtures/usage/postgres-15.csv", import.meta.url).pathname;

    const { log, leftOut, files } = await build([file], { now: "2027-01-01", side: inPostgres });

    expect(files[0]?.format).toBe("postgres csvlog");
    expect(countsIn(log)).toEqual({
      orders: 5,
      "orders.amount": 3,
      "orders.customer_id": 2,
      "orders.discount": 2,
      "orders.id": 1,
      "orders.status": 2,
      customers: 2,
      "customers.country": 2,
      "customers.id": 2,
    });
    expect(
      log.uses.find(({ uniqueId, column }) => uniqueId.endsWith("orders") && column === null),
    ).toMatchObject({
      people: 2,
      tools: [{ name: "Tableau", queries: 2 }],
    });
    expect(leftOut).toEqual({ loader: 1, failed: 2 });
  });
});

describe("a csvlog that holds every statement", () => {
  const line = (number: number, severity: "LOG" | "ERROR", text: string) => {
    const logged = severity === "LOG" ? `"${text}",,,,,,` : `"it went wrong",,,,,,"${text}"`;
    return `2026-05-01 10:00:00.125 UTC,"ann","analytics",7,"[local]",6b07b450.77db,${number},"SELECT",2026-05-01 09:59:59 UTC,3/${number},0,${severity},00000,${logged},,,"psql","client backend",,0\n`;
  };

  test("a statement that fails is one failure, and runs of one millisecond are several", async () => {
    const file = fileWith(
      "every.csv",
      [
        line(1, "LOG", "statement: select amount from marts.orders"),
        line(2, "LOG", "statement: select amount from marts.orders"),
        line(3, "LOG", "statement: select nothing from marts.orders"),
        line(4, "ERROR", "select nothing from marts.orders"),
        line(5, "LOG", "execute fetch from lines: select id from marts.orders"),
      ].join(""),
    );

    const { log, leftOut } = await build([file]);

    expect(countsIn(log)).toEqual({ orders: 2, "orders.amount": 2 });
    expect(leftOut).toEqual({ failed: 1 });
  });
});

/** The shop in the database that the recorded server had. */
const inPostgres = sideOf({
  nodes: Object.fromEntries(
    Object.entries(shop.nodes ?? {}).map(([id, node]) => [id, { ...node, database: "postgres" }]),
  ),
});

describe("statements", () => {
  test("what the quick reader does not take goes to the SQL engine", async () => {
    const query = "with x (a) as (select amount from marts.orders) select a from x";

    const { log, parsedShare } = await build([fileWith("engine.ndjson", ndjson([{ query }]))]);

    expect(countsIn(log)).toEqual({ orders: 1, "orders.amount": 1 });
    expect([whole(log)?.evidence, parsedShare]).toEqual(["parsed", 1]);
  });

  test("what nobody can read counts by the name of the table alone, and not as read", async () => {
    const query = "select (amount from marts.orders where";

    const { log, parsedShare } = await build([fileWith("name.ndjson", ndjson([{ query }, { query: PAID }]))]);

    expect(countsIn(log)).toMatchObject({ orders: 2, "orders.amount": 1 });
    expect(parsedShare).toBe(0.5);
  });

  test("a command that names a table without a query in it is no use of it", async () => {
    const query = "create table marts.copy (like marts.orders)";

    const { log } = await build([fileWith("ddl.ndjson", ndjson([{ query }, { query: PAID }]))]);

    expect(countsIn(log)).toMatchObject({ orders: 1 });
  });
});

describe("names", () => {
  test.each([
    ["select amount from orders", "marts", 1],
    ["select amount from orders", "scratch", 0],
    ['select "AMOUNT" from "ANALYTICS"."MARTS"."ORDERS"', null, 1],
    ["select amount from elsewhere.marts.orders", null, 0],
    ["select amount from scratch.orders", "marts", 0],
  ])("%s in schema %s", async (query, schema, count) => {
    const { log } = await build([fileWith("names.ndjson", ndjson([{ query, schema_name: schema }]))]);

    expect(log.uses.filter(({ column }) => column === null)).toHaveLength(count);
  });
});

describe("bad input", () => {
  test("broken lines, other values and rubbish are counted, and the rest is read", async () => {
    const text = `not json\n${ndjson([{ query: PAID }])}[1, 2]\n{"query": 5}\n{"query"`;

    const { queries, leftOut } = await build([fileWith("broken.ndjson", text)]);

    expect([queries, leftOut.broken]).toEqual([2, 3]);
  });

  test("a file in another encoding is read, and rows of the wrong length are not fatal", async () => {
    const text = `query,user\n"select amount from marts.orders where status = 'bezahlt f\u00fcr'",ann\nx\n"a",b,c,d\n`;

    const { log } = await build([fileWith("latin.csv", Buffer.from(text, "latin1"))]);

    expect(countsIn(log)).toMatchObject({ orders: 1 });
  });

  test("lines in several encodings: those in UTF-8 are read, the others counted", async () => {
    const line = (value: string, encoding: "utf8" | "latin1") =>
      Buffer.from(`"select amount from marts.orders where status = '${value}'",ann\n`, encoding);
    const file = fileWith(
      "mixed.csv",
      Buffer.concat([
        Buffer.from("query,user\n"),
        line("gr\u00fc\u00df \u2019", "utf8"),
        line("f\u00fcr", "latin1"),
        line("plain", "utf8"),
      ]),
    );

    const { log, leftOut } = await build([file]);

    expect(countsIn(log)).toMatchObject({ orders: 2 });
    expect(leftOut).toEqual({ broken: 1 });
  });

  test("files that are empty or rubbish cost nothing of the others", async () => {
    const rubbish = Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256);
    const others = [
      fileWith("nothing.ndjson", ""),
      fileWith("noise.csv", rubbish),
      fileWith("noise.parquet", rubbish),
      fileWith("noise.ndjson.gz", rubbish),
    ];

    const { files, queries } = await build([...others, fileWith("good.ndjson", ndjson([{ query: PAID }]))]);

    expect(queries).toBe(1);
    expect(files.map(({ name, why }) => [name, why === null])).toEqual([
      ["nothing.ndjson", false],
      ["noise.csv", false],
      ["noise.parquet", false],
      ["noise.ndjson.gz", false],
      ["good.ndjson", true],
    ]);
  });

  test("exports that overlap count once, by the time where entries have no number", async () => {
    const at = (second: string) => ({ query: PAID, user: "ann", start_time: `2026-05-01T10:00:${second}Z` });
    const [first, second] = [
      fileWith("monday.ndjson", ndjson([at("00.125"), at("01.250")])),
      fileWith("tuesday.ndjson", ndjson([at("01.250"), at("02.375")])),
    ];

    const { queries, leftOut } = await build([first, second]);

    expect([queries, leftOut]).toEqual([3, { duplicate: 1 }]);
  });

  test("entries without a user, a time or a status are taken; a window is not made up for them", async () => {
    const file = fileWith("bare.csv", `query\n${PAID}\n${PAID}\n`);

    const { log, window, seen } = await build([file]);
    const use = projectUse(log, sideOf(shop).project, new Map());

    expect(whole(log)).toMatchObject({ queries: 2, people: 0, lastUsedAt: null });
    expect([window, seen]).toEqual([null, null]);
    expect(use.isUnused("model.shop.customers")).toBe(false);
  });

  test.each([
    ["empty.ndjson", "", "no line of it is a JSON object"],
    ["empty.csv", "", "it has no first line"],
    [
      "rubbish.ndjson",
      Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256),
      "no line of it is a JSON object",
    ],
    [
      "rubbish.parquet",
      Uint8Array.from({ length: 4000 }, (_, index) => (index * 31) % 256),
      "it cannot be read",
    ],
    ["other.csv", "a,b\n1,2\n", "no column holds the text of queries"],
    ["lineage.ndjson", '{"eventTime": "2026-01-01", "producer": "x", "inputs": []}\n', "OpenLineage events"],
    [
      "part-of-lineage.json",
      '[{"eventType": "START", "job": {"name": "x"}, "run": {}, "inputs": []}]',
      "OpenLineage events",
    ],
    [
      "wide.csv",
      Buffer.from("\uFEFFquery,user\nselect 1,ann\n", "utf16le"),
      "it is UTF-16; turn it into UTF-8",
    ],
    [
      "latin.ndjson",
      Buffer.from('{"query": "f\u00fcr"}\n', "latin1"),
      "no line of it is a JSON object in UTF-8",
    ],
    ["other.xlsx", "x", "its name does not end in"],
  ])("%s alone is refused with the reason", async (name, content, why) => {
    await expect(build([fileWith(name, content)])).rejects.toMatchObject({
      code: "log-unreadable",
      advice: { why: expect.stringContaining(why) },
    });
  });

  test("a query of 100 kB, times in any unit and no time at all are taken", async () => {
    const long = `select amount from marts.orders where id in (${Array.from({ length: 20_000 }, (_, id) => id).join(", ")})`;
    const times = [
      1_777_629_600,
      1_777_629_600_000,
      1_777_629_600_000_000,
      "2026-05-01T12:00:00+02:00",
      null,
      "soon",
      -5,
    ];

    const { log, seen } = await build([
      fileWith(
        "odd.ndjson",
        ndjson([{ query: long }, ...times.map((start_time) => ({ query: PAID, start_time }))]),
      ),
    ]);

    expect(countsIn(log)).toMatchObject({ orders: 8 });
    expect(seen).toEqual({ from: "2026-05-01T10:00:00Z", to: "2026-05-01T10:00:00Z" });
  });
});

describe("the window", () => {
  const entry = { query: PAID };

  test("is what a header, a sidecar or the command states, and never what the entries span", async () => {
    const stated = { window_start: "2026-01-01", window_end: "2026-06-01" };
    const asked = { from: "2026-02-01", to: "2026-06-01" };
    const plain = fileWith("plain.ndjson", ndjson([entry]));
    const headed = fileWith("headed.ndjson", `${JSON.stringify(stated)}\n${ndjson([entry])}`);
    const beside = fileWith("beside.ndjson", ndjson([entry]));
    fileWith("beside.ndjson.meta.json", JSON.stringify(stated));

    expect((await build([plain])).window).toBeNull();
    expect((await build([headed])).window).toEqual({ from: "2026-01-01", to: "2026-06-01" });
    expect((await build([beside])).window).toEqual({ from: "2026-01-01", to: "2026-06-01" });
    expect((await build([beside, plain])).window).toBeNull();
    expect((await build([plain], { window: asked })).window).toEqual(asked);
  });
});
