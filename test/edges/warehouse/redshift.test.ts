import { expect, test } from "vitest";
import { redshiftSql } from "../../../src/core/usage/export-sql/redshift.ts";
import { redshift } from "../../../src/edges/warehouse/redshift.ts";
import { awsError, fakeAws, type FakeAws } from "../../support/fake-aws.ts";
import { readAll, refusalOf, SETTING, warehouseWorld } from "../../support/warehouse-world.ts";

const workgroup = { REDSHIFT_WORKGROUP_NAME: "analytics", REDSHIFT_DATABASE: "shop" };

const columns = [
  { name: "started_at", typeName: "varchar" },
  { name: "query_text", typeName: "varchar" },
  { name: "client_app", typeName: "varchar" },
  { name: "query_count", typeName: "int8" },
];
const row = [
  { stringValue: "2026-01-30T08:00:00Z" },
  { stringValue: "select a from t" },
  { isNull: true },
  { longValue: 3 },
];

function sdkOf(fake: FakeAws) {
  return () =>
    Promise.resolve({
      RedshiftDataClient: fake.clientClass,
      ExecuteStatementCommand: fake.command("ExecuteStatement"),
      DescribeStatementCommand: fake.command("DescribeStatement"),
      GetStatementResultCommand: fake.command("GetStatementResult"),
      CancelStatementCommand: fake.command("CancelStatement"),
    });
}

test("the statement is submitted, waited for and read page by page", async () => {
  const world = warehouseWorld(workgroup);
  const fake = fakeAws({
    ExecuteStatement: [{ Id: "s-1" }],
    DescribeStatement: [{ Status: "SUBMITTED" }, { Status: "STARTED" }, { Status: "FINISHED" }],
    GetStatementResult: [
      { Records: [row], ColumnMetadata: columns, NextToken: "p2" },
      { Records: [row], ColumnMetadata: columns, NextToken: "" },
    ],
  });

  const { records, window, notes } = await readAll(redshift(world.access, sdkOf(fake)));

  expect(fake.asked[0]?.input).toEqual({
    Database: "shop",
    WorkgroupName: "analytics",
    Sql: redshiftSql.aggregate(SETTING),
  });
  expect(records).toEqual(
    Array.from({ length: 2 }, () => ({
      started_at: "2026-01-30T08:00:00Z",
      query_text: "select a from t",
      client_app: null,
      query_count: 3,
    })),
  );
  expect(world.pauses).toEqual([1000, 1500]);
  expect(fake.asked.at(-1)?.input).toEqual({ Id: "s-1", NextToken: "p2" });
  expect({ made: fake.made, destroyed: fake.destroyed }).toEqual({ made: 1, destroyed: 1 });
  expect(window).toEqual({ from: "2026-01-24T12:00:00.000Z", to: "2026-01-31T12:00:00.000Z" });
  expect(notes).toEqual(["Redshift keeps 7 days of history: 30 were asked for."]);
});

test("a provisioned cluster is named with its user", async () => {
  const env = {
    REDSHIFT_CLUSTER_IDENTIFIER: "main",
    REDSHIFT_DB_USER: "headgate",
    REDSHIFT_DATABASE: "shop",
  };
  const fake = fakeAws({
    ExecuteStatement: [{ Id: "s-1" }],
    DescribeStatement: [{ Status: "FINISHED" }],
    GetStatementResult: [{ Records: [], ColumnMetadata: columns }],
  });

  await readAll(redshift(warehouseWorld(env).access, sdkOf(fake)));

  expect(fake.asked[0]?.input).toMatchObject({ ClusterIdentifier: "main", DbUser: "headgate" });
});

test("a statement that fails says why", async () => {
  const fake = fakeAws({
    ExecuteStatement: [{ Id: "s-1" }],
    DescribeStatement: [
      { Status: "FAILED", Error: "ERROR: permission denied for relation sys_query_history" },
    ],
  });

  const refusal = await refusalOf(redshift(warehouseWorld(workgroup).access, sdkOf(fake)));

  expect(refusal.code).toBe("warehouse-statement-failed");
  expect(refusal.advice.why).toContain("permission denied");
  expect(fake.asked.some(({ command }) => command === "CancelStatement")).toBe(false);
});

test("a statement that nobody waits for any more is called off", async () => {
  const world = warehouseWorld(workgroup);
  const gone = new AbortController();
  world.onPause = () => gone.abort(new Error("nobody waits"));
  const fake = fakeAws({
    ExecuteStatement: [{ Id: "s-1" }],
    DescribeStatement: [{ Status: "STARTED" }],
    CancelStatement: [{ Status: true }],
  });

  const reading = readAll(redshift(world.access, sdkOf(fake)), { signal: gone.signal });
  await expect(reading).rejects.toThrow("nobody waits");

  expect(fake.asked.at(-1)).toEqual(
    expect.objectContaining({ command: "CancelStatement", input: { Id: "s-1" } }),
  );
});

test.each(["ExpiredTokenException", "AccessDeniedException", "CredentialsProviderError"])(
  "%s is a refusal of the credentials",
  async (name) => {
    const fake = fakeAws({ ExecuteStatement: [awsError(name, "The security token is expired")] });

    const refusal = await refusalOf(redshift(warehouseWorld(workgroup).access, sdkOf(fake)));

    expect(refusal.code).toBe("warehouse-unauthorized");
  },
);

test("what the service does not take is said in its words", async () => {
  const fake = fakeAws({
    ExecuteStatement: [awsError("ValidationException", "Workgroup analytics not found")],
  });

  const refusal = await refusalOf(redshift(warehouseWorld(workgroup).access, sdkOf(fake)));

  expect(refusal.advice.why).toBe("It says: Workgroup analytics not found.");
});

test.each([
  [{ REDSHIFT_DATABASE: "shop" }, "REDSHIFT_WORKGROUP_NAME"],
  [{ ...workgroup, REDSHIFT_CLUSTER_IDENTIFIER: "main" }, "REDSHIFT_WORKGROUP_NAME"],
  [{ REDSHIFT_WORKGROUP_NAME: "analytics" }, "REDSHIFT_DATABASE"],
])("a workgroup or a cluster, and a database, are needed: %j", async (env, name) => {
  const refusal = await refusalOf(redshift(warehouseWorld(env).access, sdkOf(fakeAws({}))));

  expect(refusal.advice.what).toContain(name);
});
