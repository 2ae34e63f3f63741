import { randomUUID } from "node:crypto";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { athena } from "../../../src/edges/warehouse/athena.ts";
import { redshift } from "../../../src/edges/warehouse/redshift.ts";
import {
  beginWarehouseNock,
  endWarehouseNock,
  readAll,
  refusalOf,
  warehouseWorld,
  wordsOf,
} from "../../support/warehouse-world.ts";

// The clients are optional: without them these tests have nothing to run.
const isInstalled = await Promise.all([
  import("@aws-sdk/client-redshift-data"),
  import("@aws-sdk/client-athena"),
]).then(
  () => true,
  () => false,
);

const REDSHIFT = "https://redshift-data.eu-west-1.amazonaws.com";
const ATHENA = "https://athena.eu-west-1.amazonaws.com";
const secret = randomUUID();

/** Both services take JSON by POST to one address, and name the operation in a header. */
function operation(host: string, target: string) {
  return nock(host)
    .matchHeader("x-amz-target", target)
    .matchHeader("authorization", /^AWS4-HMAC-SHA256 /u)
    .post("/");
}

describe.skipIf(!isInstalled)("the clients of the AWS SDK", () => {
  beforeEach(() => {
    beginWarehouseNock();
    vi.stubEnv("AWS_REGION", "eu-west-1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "made-up");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", secret);
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    endWarehouseNock();
  });

  test("Redshift's answers are read from the wire", async () => {
    const world = warehouseWorld({ REDSHIFT_WORKGROUP_NAME: "analytics", REDSHIFT_DATABASE: "shop" });
    operation(REDSHIFT, "RedshiftData.ExecuteStatement").reply(200, { Id: "s-1", CreatedAt: 1_769_800_000 });
    operation(REDSHIFT, "RedshiftData.DescribeStatement").reply(200, { Id: "s-1", Status: "STARTED" });
    operation(REDSHIFT, "RedshiftData.DescribeStatement").reply(200, {
      Id: "s-1",
      Status: "FINISHED",
      HasResultSet: true,
    });
    operation(REDSHIFT, "RedshiftData.GetStatementResult").reply(200, {
      ColumnMetadata: [
        { name: "query_text", typeName: "varchar" },
        { name: "tool", typeName: "varchar" },
        { name: "query_count", typeName: "int8" },
      ],
      Records: [[{ stringValue: "select a from t" }, { isNull: true }, { longValue: 3 }]],
      TotalNumRows: 1,
    });

    const { records } = await readAll(redshift(world.access));

    expect(records).toEqual([{ query_text: "select a from t", tool: null, query_count: 3 }]);
  });

  test("Athena's answers are read from the wire", async () => {
    const world = warehouseWorld({ ATHENA_WORKGROUP: "primary" });
    operation(ATHENA, "AmazonAthena.ListQueryExecutions").reply(200, { QueryExecutionIds: ["q1"] });
    operation(ATHENA, "AmazonAthena.BatchGetQueryExecution").reply(200, {
      QueryExecutions: [
        {
          QueryExecutionId: "q1",
          Query: "select a from t where b = 'x'",
          StatementType: "DML",
          SubstatementType: "SELECT",
          QueryExecutionContext: { Database: "core", Catalog: "awsdatacatalog" },
          Status: { State: "SUCCEEDED", SubmissionDateTime: 1_769_774_400.5 },
        },
      ],
      UnprocessedQueryExecutionIds: [],
    });

    const { records } = await readAll(athena(world.access));

    expect(records).toEqual([
      expect.objectContaining({
        query_text: "select a from t where b = ''",
        started_at: "2026-01-30T12:00:00.500Z",
        status: "SUCCEEDED",
      }),
    ]);
  });

  test("an expired token is said without the secret", async () => {
    const world = warehouseWorld({ ATHENA_WORKGROUP: "primary" });
    const message = "The security token included in the request is expired";
    operation(ATHENA, "AmazonAthena.ListQueryExecutions").reply(400, {
      __type: "ExpiredTokenException",
      message,
    });

    const refusal = await refusalOf(athena(world.access));

    expect(refusal.code).toBe("warehouse-unauthorized");
    expect(refusal.advice.why).toContain(message);
    expect(wordsOf(refusal)).not.toContain(secret);
  });
});
