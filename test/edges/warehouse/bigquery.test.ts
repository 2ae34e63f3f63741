import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nock from "nock";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { bigquerySql } from "../../../src/core/usage/export-sql/bigquery.ts";
import { bigquery } from "../../../src/edges/warehouse/bigquery.ts";
import {
  beginWarehouseNock,
  claimsOf,
  endWarehouseNock,
  newKeyPair,
  NOW,
  readAll,
  refusalOf,
  SETTING,
  warehouseWorld,
  wordsOf,
} from "../../support/warehouse-world.ts";

const API = "https://bigquery.googleapis.com";
const PROJECT = "/bigquery/v2/projects/acme-shop";
const { pem, publicKey } = newKeyPair();

const folder = mkdtempSync(join(tmpdir(), "headgate-key-"));
const keyFile = join(folder, "key.json");
const brokenFile = join(folder, "broken.json");
writeFileSync(
  keyFile,
  JSON.stringify({
    type: "service_account",
    project_id: "acme-shop",
    client_email: "headgate@acme-shop.test",
    private_key: pem,
    token_uri: "https://elsewhere.test/token",
  }),
);
writeFileSync(brokenFile, `{"private_key": ${pem}`);
afterAll(() => rmSync(folder, { recursive: true }));

const account = { GOOGLE_APPLICATION_CREDENTIALS: keyFile };
const gcloud = { CLOUDSDK_AUTH_ACCESS_TOKEN: randomUUID(), GOOGLE_CLOUD_PROJECT: "acme-shop" };

beforeEach(beginWarehouseNock);
afterEach(endWarehouseNock);

const jobReference = { projectId: "acme-shop", jobId: "job_1", location: "US" };
const running = { kind: "bigquery#queryResponse", jobComplete: false, jobReference };

function page(rows: readonly (readonly (string | null)[])[], pageToken?: string) {
  return {
    jobComplete: true,
    jobReference,
    schema: {
      fields: [
        { name: "started_at", type: "STRING" },
        { name: "query_text", type: "STRING" },
        { name: "client_app", type: "STRING" },
        { name: "query_count", type: "INTEGER" },
      ],
    },
    rows: rows.map((cells) => ({ f: cells.map((v) => ({ v })) })),
    ...(pageToken === undefined ? {} : { pageToken }),
  };
}

/** Google gives out a token for a signed claim. */
function granted(text: string, onClaim: (assertion: string) => void = () => undefined) {
  nock("https://oauth2.googleapis.com")
    .post("/token", (body: Record<string, string>) => {
      onClaim(body["assertion"] ?? "");
      return body["grant_type"] === "urn:ietf:params:oauth:grant-type:jwt-bearer";
    })
    .reply(200, { access_token: text, expires_in: 3600, token_type: "Bearer" });
}

const results = (query: Record<string, string> = {}) => ({
  pathname: `${PROJECT}/queries/job_1`,
  query: { location: "US", maxResults: "10000", timeoutMs: "10000", ...query },
});

describe("reading", () => {
  test("the job is waited for, and its pages are read one after the other", async () => {
    const world = warehouseWorld(gcloud);
    const row = ["2026-01-30T08:00:00Z", "select a from t", null, "3"];
    let asked: unknown = null;
    const first = results();
    const second = results({ pageToken: "p2" });
    nock(API)
      .post(`${PROJECT}/queries`, (body) => {
        asked = body;
        return true;
      })
      .reply(200, running);
    nock(API).get(first.pathname).query(first.query).reply(200, running);
    nock(API)
      .get(first.pathname)
      .query(first.query)
      .reply(200, page([row], "p2"));
    nock(API)
      .get(second.pathname)
      .query(second.query)
      .reply(200, page([row, row]));

    const { records, sizes } = await readAll(bigquery(world.access));

    expect(asked).toMatchObject({
      query: bigquerySql.aggregate(SETTING),
      location: "us",
      useLegacySql: false,
    });
    expect(sizes).toEqual([1, 2]);
    expect(records[0]).toEqual({
      started_at: "2026-01-30T08:00:00Z",
      query_text: "select a from t",
      client_app: null,
      query_count: 3,
    });
    expect(world.pauses).toEqual([1000]);
  });

  test("a history shorter than the days that were asked for is said", async () => {
    nock(API).post(`${PROJECT}/queries`).reply(200, page([]));

    const { window, notes } = await readAll(bigquery(warehouseWorld(gcloud).access), { days: 365 });

    expect(window).toEqual({ from: "2025-08-04T12:00:00.000Z", to: "2026-01-31T12:00:00.000Z" });
    expect(notes).toEqual(["BigQuery keeps 180 days of history: 365 were asked for."]);
  });

  test("a service account signs for a token at Google's own host, whatever its file says", async () => {
    const token = randomUUID();
    let assertion = "";
    granted(token, (signed) => (assertion = signed));
    nock(API).matchHeader("authorization", `Bearer ${token}`).post(`${PROJECT}/queries`).reply(200, page([]));

    await readAll(bigquery(warehouseWorld(account).access));

    expect(claimsOf(assertion, publicKey)).toEqual({
      iss: "headgate@acme-shop.test",
      scope: "https://www.googleapis.com/auth/bigquery",
      aud: "https://oauth2.googleapis.com/token",
      iat: NOW / 1000,
      exp: NOW / 1000 + 3600,
    });
  });

  test("a token that runs out between two pages is renewed", async () => {
    const tokens = [randomUUID(), randomUUID()];
    for (const token of tokens) granted(token);
    const second = results({ pageToken: "p2" });
    nock(API).post(`${PROJECT}/queries`).reply(200, page([], "p2"));
    nock(API)
      .matchHeader("authorization", `Bearer ${tokens[0]}`)
      .get(second.pathname)
      .query(second.query)
      .reply(401, { error: { code: 401, message: "Request had invalid authentication credentials." } });
    nock(API)
      .matchHeader("authorization", `Bearer ${tokens[1]}`)
      .get(second.pathname)
      .query(second.query)
      .reply(200, page([]));

    expect((await readAll(bigquery(warehouseWorld(account).access))).sizes).toEqual([0, 0]);
  });
});

describe("refusals", () => {
  test("too many requests at once are asked again", async () => {
    const world = warehouseWorld(gcloud);
    const error = { code: 403, message: "Exceeded rate limits", errors: [{ reason: "rateLimitExceeded" }] };
    nock(API).post(`${PROJECT}/queries`).reply(403, { error });
    nock(API).post(`${PROJECT}/queries`).reply(200, page([]));

    await readAll(bigquery(world.access));

    expect(world.pauses).toEqual([1000]);
  });

  test("a missing right is said in BigQuery's words", async () => {
    const message = "Access Denied: User does not have bigquery.jobs.listAll permission.";
    nock(API)
      .post(`${PROJECT}/queries`)
      .reply(403, { error: { code: 403, message, errors: [{ reason: "accessDenied" }] } });

    const refusal = await refusalOf(bigquery(warehouseWorld(gcloud).access));

    expect(refusal.code).toBe("warehouse-unauthorized");
    expect(refusal.advice.why).toContain("bigquery.jobs.listAll");
    expect(wordsOf(refusal)).not.toContain(gcloud.CLOUDSDK_AUTH_ACCESS_TOKEN);
  });

  test("a job that fails while it is waited for says why", async () => {
    const { pathname, query } = results();
    nock(API).post(`${PROJECT}/queries`).reply(200, running);
    nock(API)
      .get(pathname)
      .query(query)
      .reply(400, { error: { code: 400, message: "Resources exceeded during query execution." } });

    const refusal = await refusalOf(bigquery(warehouseWorld(gcloud).access));

    expect(refusal.advice.why).toBe("It says: Resources exceeded during query execution.");
  });

  test("a job that nobody waits for any more is called off", async () => {
    const world = warehouseWorld(gcloud);
    const gone = new AbortController();
    world.onPause = () => gone.abort(new Error("nobody waits"));
    const { pathname, query } = results();
    nock(API).post(`${PROJECT}/queries`).reply(200, running);
    nock(API).get(pathname).query(query).reply(200, running);
    const cancel = nock(API).post(`${PROJECT}/jobs/job_1/cancel`).query({ location: "US" }).reply(200, {});

    await expect(readAll(bigquery(world.access), { signal: gone.signal })).rejects.toThrow("nobody waits");

    expect(cancel.isDone()).toBe(true);
  });

  test("a key file that cannot be parsed shows nothing of the key", async () => {
    const world = warehouseWorld({ GOOGLE_APPLICATION_CREDENTIALS: brokenFile });

    const refusal = await refusalOf(bigquery(world.access));

    expect(refusal.advice.what).toBe("GOOGLE_APPLICATION_CREDENTIALS cannot be used.");
    expect(wordsOf(refusal)).not.toContain("PRIVATE KEY");
  });

  test("Google's refusal of the account is said without what was signed", async () => {
    nock("https://oauth2.googleapis.com")
      .post("/token")
      .reply(400, { error: "invalid_grant", error_description: "Invalid JWT Signature." });

    const refusal = await refusalOf(bigquery(warehouseWorld(account).access));

    expect(refusal.advice.why).toBe("It says: Invalid JWT Signature.");
  });

  test.each([
    [{}, "GOOGLE_APPLICATION_CREDENTIALS is not set."],
    [{ CLOUDSDK_AUTH_ACCESS_TOKEN: "t" }, "GOOGLE_CLOUD_PROJECT is not set."],
    [{ ...gcloud, GOOGLE_CLOUD_PROJECT: "../other" }, "GOOGLE_CLOUD_PROJECT cannot be used."],
  ])("a wrong environment is said before anybody is asked: %#", async (env, what) => {
    expect((await refusalOf(bigquery(warehouseWorld(env).access))).advice.what).toBe(what);
  });
});
