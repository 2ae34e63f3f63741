import type * as RedshiftData from "@aws-sdk/client-redshift-data";
import { z } from "zod";
import { redshiftSql } from "../../core/usage/export-sql/redshift.ts";
import type { UsageQuestion, UsageRecord, WarehouseUsage } from "../../core/usage/usage-warehouse.ts";
import type { UsageWarehouse } from "../../ports.ts";
import { optional, required, unfit, withoutNulls, type WarehouseAccess } from "./access.ts";
import { callsOf, loadClient, MOST_TRIES, type AwsCall } from "./aws.ts";
import { failedStatement, saidBy } from "./fault.ts";
import { historyWindow, reachNotes } from "./history-window.ts";
import { recordsOf } from "./records.ts";
import { callingOff, waitUntilDone } from "./wait-until.ts";

const Begun = z.object({ Id: z.string() });
const Described = z.object({ Status: z.string(), Error: z.string().optional() });
const Cell = z
  .object({ stringValue: z.string(), longValue: z.number(), isNull: z.boolean() })
  .partial()
  .transform(({ stringValue, longValue }) => stringValue ?? longValue?.toString() ?? null);
const Page = z.object({
  Records: z.array(z.array(Cell)),
  ColumnMetadata: z.array(z.object({ name: z.string(), typeName: z.string() })),
  NextToken: z.string().optional(),
});

const { title } = redshiftSql;

type Sdk = typeof RedshiftData;

/** Redshift by its Data API (docs.aws.amazon.com/redshift-data): submitted, described, read page by page. */
export function redshift(access: WarehouseAccess, load = loadSdk): UsageWarehouse {
  return {
    readUsage: async (question) => {
      const place = placeOf(access);
      return readUsage(question, access, { place, sdk: await load() });
    },
  };
}

function loadSdk(): Promise<Sdk> {
  return loadClient("@aws-sdk/client-redshift-data", () => import("@aws-sdk/client-redshift-data"));
}

interface Service {
  readonly place: Readonly<Record<string, string>>;
  readonly sdk: Sdk;
}

function readUsage(
  { days, tools, signal }: UsageQuestion,
  access: WarehouseAccess,
  { place, sdk }: Service,
): WarehouseUsage {
  const statement = { ...place, Sql: redshiftSql.aggregate({ days, region: access.region, tools }) };
  return {
    window: historyWindow(redshiftSql, days, access.now()),
    notes: reachNotes(redshiftSql, days),
    pages: pagesOf(statement, sdk, { access, signal }),
  };
}

interface Asking {
  readonly access: WarehouseAccess;
  readonly signal: AbortSignal;
}

async function* pagesOf(
  statement: Readonly<Record<string, string>>,
  sdk: Sdk,
  { access, signal }: Asking,
): AsyncGenerator<readonly UsageRecord[]> {
  const client = new sdk.RedshiftDataClient({ maxAttempts: MOST_TRIES });
  try {
    const call = callsOf(client, title, signal);
    const { Id } = await call(new sdk.ExecuteStatementCommand(statement), Begun);
    const look = () => lookAt(Id, sdk, call);
    const cancel = () => client.send(new sdk.CancelStatementCommand({ Id }), { abortSignal: callingOff() });
    await waitUntilDone({ title, look, cancel }, access, signal);
    for (let token: string | undefined; ;) {
      const input = token === undefined ? { Id } : { Id, NextToken: token };
      const page = await call(new sdk.GetStatementResultCommand(input), Page);
      yield recordsIn(page);
      token = page.NextToken;
      if (token === undefined || token === "") return;
    }
  } finally {
    client.destroy();
  }
}

/** True when the statement has ended well; null while it runs. */
async function lookAt(Id: string, sdk: Sdk, call: AwsCall): Promise<true | null> {
  const { Status, Error: said } = await call(new sdk.DescribeStatementCommand({ Id }), Described);
  if (Status === "FINISHED") return true;
  if (Status === "FAILED" || Status === "ABORTED") throw failedStatement(title, saidBy(said ?? Status));
  return null;
}

function recordsIn({ ColumnMetadata, Records }: z.infer<typeof Page>): readonly UsageRecord[] {
  const columns = ColumnMetadata.map(({ name, typeName }) => ({
    name,
    isNumber: typeName.startsWith("int"),
  }));
  return recordsOf(columns, Records);
}

/** The Data API's own parameters, each as a variable. A serverless workgroup, or a provisioned cluster. */
function placeOf(access: WarehouseAccess): Readonly<Record<string, string>> {
  const named: Readonly<Record<string, string | null>> = {
    Database: required(access, "REDSHIFT_DATABASE", "the database that dbt writes to"),
    WorkgroupName: optional(access, "REDSHIFT_WORKGROUP_NAME"),
    ClusterIdentifier: optional(access, "REDSHIFT_CLUSTER_IDENTIFIER"),
    DbUser: optional(access, "REDSHIFT_DB_USER"),
    SecretArn: optional(access, "REDSHIFT_SECRET_ARN"),
  };
  if ((named["WorkgroupName"] === null) === (named["ClusterIdentifier"] === null)) {
    throw unfit(
      "REDSHIFT_WORKGROUP_NAME",
      "set alone, or REDSHIFT_CLUSTER_IDENTIFIER in its place: one of the two is needed",
    );
  }
  return withoutNulls(named);
}
