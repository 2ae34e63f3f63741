import { expect, test } from "vitest";
import { athena } from "../../../src/edges/warehouse/athena.ts";
import { awsError, fakeAws, type FakeAws } from "../../support/fake-aws.ts";
import { NOW, readAll, refusalOf, warehouseWorld } from "../../support/warehouse-world.ts";

function sdkOf(fake: FakeAws) {
  return () =>
    Promise.resolve({
      AthenaClient: fake.clientClass,
      ListWorkGroupsCommand: fake.command("ListWorkGroups"),
      ListQueryExecutionsCommand: fake.command("ListQueryExecutions"),
      BatchGetQueryExecutionCommand: fake.command("BatchGetQueryExecution"),
    });
}

const DAY = 86_400_000;

function execution(id: string, daysAgo: number, query = "select a from t where b = 'x' and c = 12") {
  return {
    QueryExecutionId: id,
    Query: query,
    StatementType: "DML",
    SubstatementType: "SELECT",
    WorkGroup: "primary",
    QueryExecutionContext: { Database: "core", Catalog: "awsdatacatalog" },
    Status: { State: "SUCCEEDED", SubmissionDateTime: new Date(NOW - daysAgo * DAY) },
  };
}

const commandsOf = ({ asked }: FakeAws) => asked.map(({ command }) => command);

test("executions of every workgroup are read in batches, without their literals", async () => {
  const fake = fakeAws({
    ListWorkGroups: [
      { WorkGroups: [{ Name: "primary" }], NextToken: "w2" },
      { WorkGroups: [{ Name: "bi" }] },
    ],
    ListQueryExecutions: [
      { QueryExecutionIds: ["q1"], NextToken: "p2" },
      { QueryExecutionIds: ["q2"] },
      { QueryExecutionIds: [] },
    ],
    BatchGetQueryExecution: [
      { QueryExecutions: [execution("q1", 1)] },
      { QueryExecutions: [execution("q2", 2, "-- Metabase:: queryHash: 12ab\nselect 1")] },
    ],
  });

  const { records, notes } = await readAll(athena(warehouseWorld({}).access, sdkOf(fake)));

  expect(records).toEqual([
    {
      query_id: "q1",
      query_text: "select a from t where b = '' and c = ?",
      statement_type: "SELECT",
      status: "SUCCEEDED",
      started_at: "2026-01-30T12:00:00.000Z",
      database_name: "awsdatacatalog",
      schema_name: "core",
    },
    expect.objectContaining({ query_text: "-- Metabase:: queryHash: 12ab\nselect ?" }),
  ]);
  expect(
    fake.asked.filter(({ command }) => command === "ListQueryExecutions").map(({ input }) => input),
  ).toEqual([
    { WorkGroup: "primary", MaxResults: 50 },
    { WorkGroup: "primary", MaxResults: 50, NextToken: "p2" },
    { WorkGroup: "bi", MaxResults: 50 },
  ]);
  expect(notes).toEqual([expect.stringContaining("people cannot be counted")]);
  expect(fake.destroyed).toBe(1);
});

test("listing ends with the first batch that is older than what was asked for", async () => {
  const fake = fakeAws({
    ListQueryExecutions: [{ QueryExecutionIds: ["q"], NextToken: "more" }],
    BatchGetQueryExecution: [
      { QueryExecutions: [execution("new", 6), execution("old", 8)] },
      { QueryExecutions: [execution("older", 9)] },
    ],
  });
  const world = warehouseWorld({ ATHENA_WORKGROUP: "primary" });

  const { records, window } = await readAll(athena(world.access, sdkOf(fake)), { days: 7 });

  expect(records.map(({ query_id: id }) => id)).toEqual(["new"]);
  expect(commandsOf(fake)).toEqual([
    "ListQueryExecutions",
    "BatchGetQueryExecution",
    "ListQueryExecutions",
    "BatchGetQueryExecution",
  ]);
  expect(window?.from).toBe("2026-01-24T12:00:00.000Z");
});

test("a missing right is a refusal of the credentials, and the client is let go of", async () => {
  const denied = awsError("AccessDeniedException", "not authorized to perform: athena:ListWorkGroups");
  const fake = fakeAws({ ListWorkGroups: [denied] });

  const refusal = await refusalOf(athena(warehouseWorld({}).access, sdkOf(fake)));

  expect(refusal.code).toBe("warehouse-unauthorized");
  expect(refusal.advice.why).toContain("athena:ListWorkGroups");
  expect(fake.destroyed).toBe(1);
});

test("nothing is asked after an abort", async () => {
  const fake = fakeAws({});

  const reading = readAll(athena(warehouseWorld({}).access, sdkOf(fake)), {
    signal: AbortSignal.abort(new Error("nobody waits")),
  });

  await expect(reading).rejects.toThrow("nobody waits");
  expect(fake.asked).toEqual([]);
});
