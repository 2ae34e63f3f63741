import type * as Athena from "@aws-sdk/client-athena";
import { z } from "zod";
import { athenaSql } from "../../core/usage/export-sql/athena.ts";
import type { UsageQuestion, UsageRecord, WarehouseUsage } from "../../core/usage/usage-warehouse.ts";
import type { UsageWarehouse } from "../../ports.ts";
import { optional, type WarehouseAccess } from "./access.ts";
import { callsOf, loadClient, MOST_TRIES, type AwsCall } from "./aws.ts";
import { blankLiterals } from "./blank-literals.ts";
import { historyWindow, reachNotes } from "./history-window.ts";

const WorkGroups = z.object({
  WorkGroups: z.array(z.object({ Name: z.string() })),
  NextToken: z.string().optional(),
});
const Ids = z.object({
  QueryExecutionIds: z.array(z.string()).optional(),
  NextToken: z.string().optional(),
});
const Execution = z.object({
  QueryExecutionId: z.string(),
  Query: z.string(),
  StatementType: z.string().optional(),
  SubstatementType: z.string().optional(),
  QueryExecutionContext: z.object({ Database: z.string(), Catalog: z.string() }).partial().optional(),
  Status: z.object({ State: z.string(), SubmissionDateTime: z.date() }),
});
const Executions = z.object({ QueryExecutions: z.array(Execution) });

/** What `BatchGetQueryExecution` takes at most. */
const BATCH = 50;
const DAY = 86_400_000;

type Sdk = typeof Athena;

/**
 * Athena by its API (docs.aws.amazon.com/athena/latest/APIReference): it cannot sum up its own history, so executions are
 * listed and read in batches, and their literals are taken out as they come.
 */
export function athena(access: WarehouseAccess, load = loadSdk): UsageWarehouse {
  return { readUsage: async (question) => readUsage(question, access, await load()) };
}

function loadSdk(): Promise<Sdk> {
  return loadClient("@aws-sdk/client-athena", () => import("@aws-sdk/client-athena"));
}

function readUsage({ days, signal }: UsageQuestion, access: WarehouseAccess, sdk: Sdk): WarehouseUsage {
  const since = access.now() - days * DAY;
  const workgroup = optional(access, "ATHENA_WORKGROUP");
  return {
    window: historyWindow(athenaSql, days, access.now()),
    notes: [...reachNotes(athenaSql, days), "Athena does not say who asked: people cannot be counted."],
    pages: pagesOf(sdk, { workgroup, since }, signal),
  };
}

interface Wanted {
  /** Null for every workgroup. */
  readonly workgroup: string | null;
  /** Milliseconds since 1970. */
  readonly since: number;
}

async function* pagesOf(
  sdk: Sdk,
  { workgroup, since }: Wanted,
  signal: AbortSignal,
): AsyncGenerator<readonly UsageRecord[]> {
  const client = new sdk.AthenaClient({ maxAttempts: MOST_TRIES });
  try {
    const call = callsOf(client, athenaSql.title, signal);
    const names = workgroup === null ? await listWorkgroups(sdk, call) : [workgroup];
    for (const name of names) yield* executionsOf(name, since, { sdk, call });
  } finally {
    client.destroy();
  }
}

async function listWorkgroups(sdk: Sdk, call: AwsCall): Promise<readonly string[]> {
  const names: string[] = [];
  for (let token: string | undefined; ;) {
    const page = await call(
      new sdk.ListWorkGroupsCommand(token === undefined ? {} : { NextToken: token }),
      WorkGroups,
    );
    names.push(...page.WorkGroups.map(({ Name }) => Name));
    token = page.NextToken;
    if (token === undefined) return names;
  }
}

interface Asking {
  readonly sdk: Sdk;
  readonly call: AwsCall;
}

/** Newest first, as Athena lists them: a batch in which all are too old is the last. */
async function* executionsOf(
  WorkGroup: string,
  since: number,
  { sdk, call }: Asking,
): AsyncGenerator<readonly UsageRecord[]> {
  for (let token: string | undefined; ;) {
    const input = { WorkGroup, MaxResults: BATCH };
    const list = new sdk.ListQueryExecutionsCommand(
      token === undefined ? input : { ...input, NextToken: token },
    );
    const { QueryExecutionIds = [], NextToken } = await call(list, Ids);
    if (QueryExecutionIds.length > 0) {
      const batch = new sdk.BatchGetQueryExecutionCommand({ QueryExecutionIds });
      const { QueryExecutions } = await call(batch, Executions);
      const wanted = QueryExecutions.filter(({ Status }) => Status.SubmissionDateTime.getTime() >= since);
      if (wanted.length > 0) yield wanted.map(recordOf);
      else if (QueryExecutions.length > 0) return;
    }
    token = NextToken;
    if (token === undefined) return;
  }
}

function recordOf(execution: z.infer<typeof Execution>): UsageRecord {
  const { QueryExecutionContext: context = {}, Status } = execution;
  return {
    query_id: execution.QueryExecutionId,
    query_text: blankLiterals(execution.Query),
    statement_type: execution.SubstatementType ?? execution.StatementType ?? null,
    status: Status.State,
    started_at: Status.SubmissionDateTime.toISOString(),
    database_name: context.Catalog ?? null,
    schema_name: context.Database ?? null,
  };
}
