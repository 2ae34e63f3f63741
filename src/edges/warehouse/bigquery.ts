import { z } from "zod";
import { bigquerySql } from "../../core/usage/export-sql/bigquery.ts";
import type { UsageQuestion, UsageRecord } from "../../core/usage/usage-warehouse.ts";
import type { UsageWarehouse } from "../../ports.ts";
import { unfit, type WarehouseAccess } from "./access.ts";
import { failedStatement, saidBy } from "./fault.ts";
import { googleProof } from "./google-proof.ts";
import { historyWindow, reachNotes } from "./history-window.ts";
import { parseAnswer } from "./parse-answer.ts";
import { recordsOf } from "./records.ts";
import { ask, type RestAnswer, type RestSetting } from "./rest.ts";
import { callingOff, waitUntilDone } from "./wait-until.ts";

const API = "https://bigquery.googleapis.com/bigquery/v2/projects";
const PAGE_ROWS = 10_000;

/** How long BigQuery itself waits for a job before it answers that the job still runs. */
const LONG_POLL_MS = 10_000;

const Refused = z.object({
  error: z.object({
    message: z.string(),
    errors: z.array(z.object({ reason: z.string() })).optional(),
  }),
});
const Page = z.object({
  jobComplete: z.boolean(),
  jobReference: z.object({ jobId: z.string().regex(/^[\w-]+$/u), location: z.string() }),
  schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }).optional(),
  rows: z.array(z.object({ f: z.array(z.object({ v: z.string().nullable() })) })).optional(),
  pageToken: z.string().optional(),
});
type Page = z.infer<typeof Page>;

const { title } = bigquerySql;

/** BigQuery by its REST interface (cloud.google.com/bigquery/docs/reference/rest/v2/jobs: query, getQueryResults). */
export function bigquery(access: WarehouseAccess): UsageWarehouse {
  return { readUsage: (question) => readUsage(question, access) };
}

async function readUsage({ days, tools, signal }: UsageQuestion, access: WarehouseAccess) {
  const { authorize, project } = await googleProof(access, signal);
  if (!/^[a-z][a-z0-9.:-]*$/u.test(project)) throw unfit("GOOGLE_CLOUD_PROJECT", "the id of a project");
  const setting: RestSetting = { title, authorize, messageOf, isBusy: isOverRate, access, signal };
  const query = bigquerySql.aggregate({ days, region: access.region, tools });
  return {
    window: historyWindow(bigquerySql, days, access.now()),
    notes: reachNotes(bigquerySql, days),
    pages: pagesOf(query, `${API}/${encodeURIComponent(project)}`, setting),
  };
}

async function* pagesOf(
  query: string,
  project: string,
  setting: RestSetting,
): AsyncGenerator<readonly UsageRecord[]> {
  const begun = await begin(query, project, setting);
  const job = { ...begun.jobReference, project };
  const read = async (pageToken?: string) =>
    pageOf(await ask({ method: "GET", url: resultsOf(job, pageToken) }, setting));
  const look = async () => {
    const page = await read();
    return page.jobComplete ? page : null;
  };
  const cancel = () => {
    const url = new URL(`${project}/jobs/${job.jobId}/cancel`);
    url.searchParams.set("location", job.location);
    return ask({ method: "POST", url }, { ...setting, signal: callingOff() });
  };
  const first = begun.jobComplete
    ? begun
    : await waitUntilDone({ title, look, cancel }, setting.access, setting.signal);
  for (let page = first; ; page = await read(page.pageToken)) {
    yield recordsIn(page, first);
    if (page.pageToken === undefined) return;
  }
}

async function begin(query: string, project: string, setting: RestSetting): Promise<Page> {
  const asked = { query, location: setting.access.region, useLegacySql: false };
  const body = JSON.stringify({ ...asked, maxResults: PAGE_ROWS, timeoutMs: LONG_POLL_MS });
  const headers = { "content-type": "application/json" };
  return pageOf(await ask({ method: "POST", url: new URL(`${project}/queries`), body, headers }, setting));
}

interface Job {
  readonly project: string;
  readonly jobId: string;
  readonly location: string;
}

function resultsOf({ project, jobId, location }: Job, pageToken: string | undefined): URL {
  const url = new URL(`${project}/queries/${jobId}`);
  const asked = { location, maxResults: String(PAGE_ROWS), timeoutMs: String(LONG_POLL_MS) };
  url.search = String(new URLSearchParams(pageToken === undefined ? asked : { ...asked, pageToken }));
  return url;
}

function recordsIn(page: Page, { schema }: Page): readonly UsageRecord[] {
  const columns = (schema?.fields ?? []).map(({ name, type }) => ({ name, isNumber: type === "INTEGER" }));
  const rows = (page.rows ?? []).map(({ f }) => f.map(({ v }) => v));
  return recordsOf(columns, rows);
}

function pageOf({ status, json }: RestAnswer): Page {
  if (status === 200) return parseAnswer(Page, json, title);
  throw failedStatement(title, saidBy(messageOf(json) ?? `status ${status}`));
}

function messageOf(json: unknown): string | null {
  return Refused.safeParse(json).data?.error.message ?? null;
}

/** BigQuery answers 403 when too much is asked at once. */
function isOverRate({ status, json }: RestAnswer): boolean {
  const reasons = Refused.safeParse(json).data?.error.errors ?? [];
  return status === 403 && reasons.some(({ reason }) => reason === "rateLimitExceeded");
}
