import { randomUUID } from "node:crypto";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databricksSql } from "../../../src/core/usage/export-sql/databricks.ts";
import { databricks } from "../../../src/edges/warehouse/databricks.ts";
import {
  beginWarehouseNock,
  endWarehouseNock,
  readAll,
  refusalOf,
  SETTING,
  warehouseWorld,
  wordsOf,
} from "../../support/warehouse-world.ts";

const WORKSPACE = "https://acme.cloud.databricks.com";
const STATEMENTS = "/api/2.0/sql/statements";
const STORAGE = "https://acme-results.s3.eu-west-1.amazonaws.com";

const token = {
  DATABRICKS_HOST: WORKSPACE,
  DATABRICKS_TOKEN: randomUUID(),
  DATABRICKS_WAREHOUSE_ID: "abc123",
};
const principal = {
  DATABRICKS_HOST: "acme.cloud.databricks.com",
  DATABRICKS_CLIENT_ID: "headgate",
  DATABRICKS_CLIENT_SECRET: randomUUID(),
  DATABRICKS_WAREHOUSE_ID: "abc123",
};

beforeEach(beginWarehouseNock);
afterEach(endWarehouseNock);

const manifest = {
  format: "JSON_ARRAY",
  schema: {
    columns: [
      { name: "day", type_name: "STRING" },
      { name: "relation", type_name: "STRING" },
      { name: "column_name", type_name: "STRING" },
      { name: "query_count", type_name: "LONG" },
    ],
  },
};

const running = { statement_id: "s-1", status: { state: "RUNNING" } };
const empty = { statement_id: "s-1", status: { state: "SUCCEEDED" }, manifest, result: {} };

function links(link: string, next?: number) {
  return { external_links: [{ chunk_index: 0, external_link: link, next_chunk_index: next }] };
}

const succeeded = (result: object) => ({ ...empty, result });

describe("reading", () => {
  test("the statement is waited for, and every part of its result is read without the token", async () => {
    const world = warehouseWorld(token);
    let asked: unknown = null;
    nock(WORKSPACE)
      .matchHeader("authorization", `Bearer ${token.DATABRICKS_TOKEN}`)
      .post(STATEMENTS, (body) => {
        asked = body;
        return true;
      })
      .reply(200, { ...running, status: { state: "PENDING" } });
    nock(WORKSPACE).get(`${STATEMENTS}/s-1`).reply(200, running);
    nock(WORKSPACE)
      .get(`${STATEMENTS}/s-1`)
      .reply(200, succeeded(links(`${STORAGE}/part-0?signed=1`, 1)));
    nock(WORKSPACE)
      .get(`${STATEMENTS}/s-1/result/chunks/1`)
      .reply(200, links(`${STORAGE}/part-1?signed=1`));
    nock(STORAGE, { badheaders: ["authorization"] })
      .get("/part-0?signed=1")
      .reply(200, [["2026-01-30", "shop.core.orders", null, "12"]])
      .get("/part-1?signed=1")
      .reply(200, [["2026-01-30", "shop.core.orders", "amount", "7"]]);

    const { records } = await readAll(databricks(world.access));

    expect(asked).toMatchObject({
      statement: databricksSql.aggregate(SETTING),
      warehouse_id: "abc123",
      on_wait_timeout: "CONTINUE",
    });
    expect(records).toEqual([
      { day: "2026-01-30", relation: "shop.core.orders", column_name: null, query_count: 12 },
      { day: "2026-01-30", relation: "shop.core.orders", column_name: "amount", query_count: 7 },
    ]);
    expect(world.pauses).toEqual([1000]);
  });

  test("a result without rows has no page", async () => {
    nock(WORKSPACE).post(STATEMENTS).reply(200, empty);

    const { sizes, window } = await readAll(databricks(warehouseWorld(token).access));

    expect(sizes).toEqual([]);
    expect(window).toEqual({ from: "2026-01-01T12:00:00.000Z", to: "2026-01-31T11:00:00.000Z" });
  });

  test("a service principal gets a token, and another one when it runs out", async () => {
    const tokens = [randomUUID(), randomUUID()];
    const basic = Buffer.from(`headgate:${principal.DATABRICKS_CLIENT_SECRET}`).toString("base64");
    for (const given of tokens) {
      nock(WORKSPACE)
        .matchHeader("authorization", `Basic ${basic}`)
        .post("/oidc/v1/token", { grant_type: "client_credentials", scope: "all-apis" })
        .reply(200, { access_token: given, expires_in: 3600 });
    }
    nock(WORKSPACE)
      .matchHeader("authorization", `Bearer ${tokens[0]}`)
      .post(STATEMENTS)
      .reply(401, { error_code: 401, message: "ExpiredJwt" });
    nock(WORKSPACE).matchHeader("authorization", `Bearer ${tokens[1]}`).post(STATEMENTS).reply(200, empty);

    expect((await readAll(databricks(warehouseWorld(principal).access))).records).toEqual([]);
  });
});

describe("refusals", () => {
  test.each([
    "http://acme-results.s3.eu-west-1.amazonaws.com/part-0",
    "https://169.254.169.254/latest/meta-data",
    "https://s3.amazonaws.com.elsewhere.test/part-0",
    "https://ec2-203-0-113-7.eu-west-1.compute.amazonaws.com/part-0",
  ])("a result is fetched from no other place than cloud storage: %s", async (link) => {
    nock(WORKSPACE)
      .post(STATEMENTS)
      .reply(200, succeeded(links(link)));

    expect((await refusalOf(databricks(warehouseWorld(token).access))).code).toBe("warehouse-answer-strange");
  });

  test("a statement that fails says why", async () => {
    const error = { error_code: "BAD_REQUEST", message: "[TABLE_OR_VIEW_NOT_FOUND] system.query.history" };
    nock(WORKSPACE)
      .post(STATEMENTS)
      .reply(200, { ...running, status: { state: "FAILED", error } });

    const refusal = await refusalOf(databricks(warehouseWorld(token).access));

    expect(refusal.code).toBe("warehouse-statement-failed");
    expect(refusal.advice.why).toContain("TABLE_OR_VIEW_NOT_FOUND");
  });

  test("a statement that nobody waits for any more is called off", async () => {
    const world = warehouseWorld(token);
    const gone = new AbortController();
    world.onPause = () => gone.abort(new Error("nobody waits"));
    nock(WORKSPACE).post(STATEMENTS).reply(200, running).get(`${STATEMENTS}/s-1`).reply(200, running);
    const cancel = nock(WORKSPACE).post(`${STATEMENTS}/s-1/cancel`).reply(200, {});

    await expect(readAll(databricks(world.access), { signal: gone.signal })).rejects.toThrow("nobody waits");

    expect(cancel.isDone()).toBe(true);
  });

  test("a refused secret is not said", async () => {
    nock(WORKSPACE)
      .post("/oidc/v1/token")
      .twice()
      .reply(401, { error: "invalid_client", error_description: "Client authentication failed" });

    const refusal = await refusalOf(databricks(warehouseWorld(principal).access));

    expect(refusal.code).toBe("warehouse-unauthorized");
    expect(wordsOf(refusal)).not.toContain(principal.DATABRICKS_CLIENT_SECRET);
  });

  test.each([
    "https://elsewhere.test",
    "https://elsewhere.test/acme.cloud.databricks.com",
    "http://127.0.0.1",
  ])("the token does not go to %s", async (host) => {
    const world = warehouseWorld({ ...token, DATABRICKS_HOST: host });

    expect((await refusalOf(databricks(world.access))).advice.what).toBe("DATABRICKS_HOST cannot be used.");
  });

  test.each(["DATABRICKS_HOST", "DATABRICKS_WAREHOUSE_ID"])("without %s, it is named", async (name) => {
    const refusal = await refusalOf(databricks(warehouseWorld({ ...token, [name]: "" }).access));

    expect(refusal.advice.what).toBe(`${name} is not set.`);
  });
});
