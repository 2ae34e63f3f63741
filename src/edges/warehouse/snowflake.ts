import { z } from "zod";
import { snowflakeSql } from "../../core/usage/export-sql/snowflake.ts";
import type { UsageQuestion, UsageRecord } from "../../core/usage/usage-warehouse.ts";
import type { UsageWarehouse } from "../../ports.ts";
import { optional, required, unfit, withoutNulls, type WarehouseAccess } from "./access.ts";
import { failedStatement, saidBy } from "./fault.ts";
import { historyWindow, reachNotes } from "./history-window.ts";
import { parseAnswer } from "./parse-answer.ts";
import { recordsOf } from "./records.ts";
import { ask, type RestAnswer, type RestSetting } from "./rest.ts";
import { snowflakeProof } from "./snowflake-proof.ts";
import { callingOff, waitUntilDone } from "./wait-until.ts";

const Message = z.object({ message: z.string() });
const Submitted = z.object({ statementHandle: z.uuid() });
const Rows = z.array(z.array(z.string().nullable()));
const Result = z.object({
  resultSetMetaData: z.object({
    partitionInfo: z.array(z.object({})),
    rowType: z.array(z.object({ name: z.string(), type: z.string() })),
  }),
  data: Rows,
});
const Partition = z.object({ data: Rows });

const { title } = snowflakeSql;

/** Snowflake by its SQL API (docs.snowflake.com/en/developer-guide/sql-api): submitted, looked at, read partition by partition. */
export function snowflake(access: WarehouseAccess): UsageWarehouse {
  return { readUsage: (question) => readUsage(question, access) };
}

async function readUsage({ days, tools, signal }: UsageQuestion, access: WarehouseAccess) {
  const account = accountOf(access);
  const setting: RestSetting = {
    title,
    authorize: await snowflakeProof(access, account),
    messageOf: (json) => Message.safeParse(json).data?.message ?? null,
    access,
    signal,
  };
  const statement = snowflakeSql.aggregate({ days, region: access.region, tools });
  const statements = new URL(`https://${hostOf(access, account)}/api/v2/statements`);
  return {
    window: historyWindow(snowflakeSql, days, access.now()),
    notes: reachNotes(snowflakeSql, days),
    pages: pagesOf({ statement, statements, setting }),
  };
}

interface Job {
  readonly statement: string;
  readonly statements: URL;
  readonly setting: RestSetting;
}

async function* pagesOf({ statement, statements, setting }: Job): AsyncGenerator<readonly UsageRecord[]> {
  const submit = new URL(statements);
  submit.searchParams.set("async", "true");
  const body = JSON.stringify({ statement, ...placeOf(setting.access) });
  const headers = { "content-type": "application/json" };
  const submitted = await ask({ method: "POST", url: submit, body, headers }, setting);
  const { statementHandle: handle } = parseAnswer(Submitted, succeeded(submitted), title);
  const own = new URL(`${statements.pathname}/${handle}`, statements);
  const look = async () => {
    const answer = await ask({ method: "GET", url: own }, setting);
    return answer.status === 202 ? null : parseAnswer(Result, succeeded(answer), title);
  };
  const cancel = () => {
    const url = new URL(`${own.pathname}/cancel`, own);
    return ask({ method: "POST", url }, { ...setting, signal: callingOff() });
  };
  const first = await waitUntilDone({ title, look, cancel }, setting.access, setting.signal);
  const { rowType, partitionInfo } = first.resultSetMetaData;
  const columns = rowType.map(({ name, type }) => ({ name, isNumber: type === "fixed" }));
  yield recordsOf(columns, first.data);
  for (let partition = 1; partition < partitionInfo.length; partition += 1) {
    const url = new URL(own);
    url.searchParams.set("partition", String(partition));
    yield recordsOf(
      columns,
      parseAnswer(Partition, succeeded(await ask({ method: "GET", url }, setting)), title).data,
    );
  }
}

/** Where and as what it runs; the user's defaults where nothing is said. */
function placeOf(access: WarehouseAccess): Readonly<Record<string, string>> {
  const warehouse = optional(access, "SNOWFLAKE_WAREHOUSE");
  return withoutNulls({ warehouse, role: optional(access, "SNOWFLAKE_ROLE") });
}

function accountOf(access: WarehouseAccess): string {
  const account = required(access, "SNOWFLAKE_ACCOUNT", "the account identifier, such as myorg-myaccount");
  if (!/^[a-z0-9][\w.-]*$/iu.test(account)) throw unfit("SNOWFLAKE_ACCOUNT", "an account identifier");
  return account;
}

/** The account's own host, or another one of Snowflake's (a private link). Underscores are hyphens in names of hosts. */
function hostOf(access: WarehouseAccess, account: string): string {
  const host = optional(access, "SNOWFLAKE_HOST") ?? `${account.replaceAll("_", "-")}.snowflakecomputing.com`;
  if (/^[a-z0-9][a-z0-9.-]*\.snowflakecomputing\.(?:com|cn)$/iu.test(host)) return host;
  throw unfit("SNOWFLAKE_HOST", "a host of snowflakecomputing.com");
}

function succeeded({ status, json }: RestAnswer): unknown {
  if (status === 200 || status === 202) return json;
  throw failedStatement(title, saidBy(Message.safeParse(json).data?.message ?? `status ${status}`));
}
