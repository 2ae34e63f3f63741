import { z } from "zod";
import { databricksSql } from "../../core/usage/export-sql/databricks.ts";
import type { UsageQuestion, UsageRecord } from "../../core/usage/usage-warehouse.ts";
import type { UsageWarehouse } from "../../ports.ts";
import { required, unfit, type WarehouseAccess } from "./access.ts";
import { databricksProof } from "./databricks-proof.ts";
import { failedStatement, saidBy, strangeAnswer } from "./fault.ts";
import { historyWindow, reachNotes } from "./history-window.ts";
import { parseAnswer } from "./parse-answer.ts";
import { recordsOf, type ResultColumn } from "./records.ts";
import { ask, type RestAnswer, type RestSetting } from "./rest.ts";
import { callingOff, waitUntilDone } from "./wait-until.ts";

const Message = z.object({ message: z.string() });
const Links = z.object({
  external_links: z.array(z.object({ external_link: z.url(), next_chunk_index: z.number().int().nullish() })),
});
type Links = z.infer<typeof Links>;

const Statement = z.object({
  statement_id: z.string().regex(/^[\w-]+$/u),
  status: z.object({ state: z.string(), error: Message.optional() }),
  manifest: z
    .object({ schema: z.object({ columns: z.array(z.object({ name: z.string(), type_name: z.string() })) }) })
    .optional(),
  result: Links.partial().optional(),
});
type Statement = z.infer<typeof Statement>;

const Rows = z.array(z.array(z.string().nullable()));

const { title } = databricksSql;

/** Databricks by its statement execution interface (docs.databricks.com/api/workspace/statementexecution). */
export function databricks(access: WarehouseAccess): UsageWarehouse {
  return { readUsage: (question) => readUsage(question, access) };
}

async function readUsage({ days, tools, signal }: UsageQuestion, access: WarehouseAccess) {
  const workspace = workspaceOf(access);
  const warehouse = required(access, "DATABRICKS_WAREHOUSE_ID", "the SQL warehouse that runs the statement");
  const authorize = databricksProof(access, workspace, signal);
  const setting: RestSetting = { title, authorize, messageOf, access, signal };
  const statement = databricksSql.aggregate({ days, region: access.region, tools });
  return {
    window: historyWindow(databricksSql, days, access.now()),
    notes: reachNotes(databricksSql, days),
    pages: pagesOf({ statement, warehouse, workspace, setting }),
  };
}

interface Job {
  readonly statement: string;
  readonly warehouse: string;
  readonly workspace: URL;
  readonly setting: RestSetting;
}

async function* pagesOf({ setting, ...job }: Job): AsyncGenerator<readonly UsageRecord[]> {
  const statements = new URL("/api/2.0/sql/statements", job.workspace);
  const begun = parseAnswer(Statement, succeeded(await submit(job, statements, setting)), title);
  const own = new URL(`${statements.pathname}/${begun.statement_id}`, statements);
  const read = async (url: URL) => succeeded(await ask({ method: "GET", url }, setting));
  const look = async () => finished(parseAnswer(Statement, await read(own), title));
  const cancel = () => {
    const url = new URL(`${own.pathname}/cancel`, own);
    return ask({ method: "POST", url }, { ...setting, signal: callingOff() });
  };
  const done =
    finished(begun) ?? (await waitUntilDone({ title, look, cancel }, setting.access, setting.signal));
  const columns = columnsOf(done);
  for (let links = linksOf(done); ;) {
    for (const { external_link: link } of links) {
      yield recordsOf(columns, parseAnswer(Rows, succeeded(await chunk(link, setting)), title));
    }
    const next = links.at(-1)?.next_chunk_index ?? null;
    if (next === null) return;
    const url = new URL(`${own.pathname}/result/chunks/${next}`, own);
    ({ external_links: links } = parseAnswer(Links, await read(url), title));
  }
}

function columnsOf({ manifest }: Statement): readonly ResultColumn[] {
  return (manifest?.schema.columns ?? []).map(({ name, type_name: type }) => ({
    name,
    isNumber: type === "LONG" || type === "INT",
  }));
}

/** Without rows there are no links. */
function linksOf({ result }: Statement): Links["external_links"] {
  return result?.external_links ?? [];
}

/** Results of more than 25 MB come as links alone. */
function submit({ statement, warehouse }: Omit<Job, "setting">, url: URL, setting: RestSetting) {
  const body = JSON.stringify({
    statement,
    warehouse_id: warehouse,
    wait_timeout: "10s",
    on_wait_timeout: "CONTINUE",
    disposition: "EXTERNAL_LINKS",
    format: "JSON_ARRAY",
  });
  return ask({ method: "POST", url, body, headers: { "content-type": "application/json" } }, setting);
}

/** The storage of the three clouds, where links to results lead; signed for whoever has them. */
const STORAGE =
  /^(?:[a-z0-9.-]+\.)?(?:s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com|storage\.googleapis\.com|(?:blob|dfs)\.core\.windows\.net)$/u;

/** A part of the result. The link is its own proof: the token does not go there. */
function chunk(link: string, setting: RestSetting): Promise<RestAnswer> {
  const url = new URL(link);
  const isStorage = url.protocol === "https:" && STORAGE.test(url.hostname);
  if (!isStorage) throw strangeAnswer(title);
  return ask({ method: "GET", url }, { ...setting, authorize: null });
}

/** The statement, when it has ended well; null while it runs. */
function finished(statement: Statement): Statement | null {
  const { state, error } = statement.status;
  if (state === "PENDING" || state === "RUNNING") return null;
  if (state === "SUCCEEDED") return statement;
  throw failedStatement(title, saidBy(error?.message ?? state));
}

const WORKSPACE =
  /^(?:https:\/\/)?([a-z0-9][a-z0-9.-]*\.(?:databricks\.com|azuredatabricks\.(?:net|us)|databricks\.azure\.(?:us|cn)|databricks\.us))\/?$/iu;

function workspaceOf(access: WarehouseAccess): URL {
  const written = required(access, "DATABRICKS_HOST", "the address of the workspace");
  const host = WORKSPACE.exec(written)?.[1];
  if (host === undefined) throw unfit("DATABRICKS_HOST", "the address of a Databricks workspace");
  return new URL(`https://${host}`);
}

function messageOf(json: unknown): string | null {
  return Message.safeParse(json).data?.message ?? null;
}

function succeeded({ status, json }: RestAnswer): unknown {
  if (status === 200) return json;
  throw failedStatement(title, saidBy(messageOf(json) ?? `status ${status}`));
}
