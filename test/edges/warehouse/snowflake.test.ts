import { randomUUID } from "node:crypto";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { snowflakeSql } from "../../../src/core/usage/export-sql/snowflake.ts";
import { snowflake } from "../../../src/edges/warehouse/snowflake.ts";
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

const HOST = "https://acme-shop.snowflakecomputing.com";
const STATEMENTS = "/api/v2/statements";
const { pem, publicKey } = newKeyPair();
const keyPair = {
  SNOWFLAKE_ACCOUNT: "acme-shop",
  SNOWFLAKE_USER: "headgate",
  SNOWFLAKE_PRIVATE_KEY_RAW: pem,
};

beforeEach(beginWarehouseNock);
afterEach(endWarehouseNock);

/** A statement that was taken in hand. */
function submitted(handle = randomUUID()) {
  nock(HOST)
    .post(`${STATEMENTS}?async=true`)
    .reply(202, { code: "333334", message: "in progress", statementHandle: handle });
  return `${STATEMENTS}/${handle}`;
}

const columns = [
  { name: "DAY", type: "text", nullable: true },
  { name: "RELATION", type: "text", nullable: true },
  { name: "COLUMN_NAME", type: "text", nullable: true },
  { name: "QUERY_COUNT", type: "fixed", scale: 0 },
];

function result(data: readonly (readonly (string | null)[])[], partitions = 1) {
  const partitionInfo = Array.from({ length: partitions }, () => ({ rowCount: 1, uncompressedSize: 10 }));
  return { code: "090001", resultSetMetaData: { numRows: 1, partitionInfo, rowType: columns }, data };
}

const running = { code: "333334", message: "in progress" };

describe("reading", () => {
  test("the statement is the one that export-sql prints, and every partition of its result is read", async () => {
    const world = warehouseWorld({ ...keyPair, SNOWFLAKE_WAREHOUSE: "small", SNOWFLAKE_ROLE: "auditor" });
    const handle = randomUUID();
    let asked: unknown = null;
    nock(HOST)
      .post(`${STATEMENTS}?async=true`, (body) => {
        asked = body;
        return true;
      })
      .reply(202, { ...running, statementHandle: handle });
    const own = `${STATEMENTS}/${handle}`;
    nock(HOST)
      .get(own)
      .reply(202, running)
      .get(own)
      .reply(200, result([["2026-01-30", "SHOP.PUBLIC.ORDERS", null, "12"]], 2))
      .get(`${own}?partition=1`)
      .reply(200, { data: [["2026-01-30", "SHOP.PUBLIC.ORDERS", "AMOUNT", "7"]] });

    const { records, sizes } = await readAll(snowflake(world.access));

    expect(asked).toEqual({
      statement: snowflakeSql.aggregate(SETTING),
      warehouse: "small",
      role: "auditor",
    });
    expect(records).toEqual([
      { day: "2026-01-30", relation: "SHOP.PUBLIC.ORDERS", column_name: null, query_count: 12 },
      { day: "2026-01-30", relation: "SHOP.PUBLIC.ORDERS", column_name: "AMOUNT", query_count: 7 },
    ]);
    expect(sizes).toEqual([1, 1]);
  });

  test("the window ends where the views are sure to be complete", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).get(submitted()).reply(200, result([]));

    const { window } = await readAll(snowflake(world.access));

    expect(window).toEqual({ from: "2026-01-01T12:00:00.000Z", to: "2026-01-31T09:00:00.000Z" });
  });

  test("the key pair signs who asks: account without region, user, and the fingerprint of the public key", async () => {
    const world = warehouseWorld({ ...keyPair, SNOWFLAKE_ACCOUNT: "xy12345.eu-central-1" });
    let jwt = "";
    nock("https://xy12345.eu-central-1.snowflakecomputing.com")
      .matchHeader("x-snowflake-authorization-token-type", "KEYPAIR_JWT")
      .matchHeader("authorization", (value) => {
        jwt = value.replace("Bearer ", "");
        return true;
      })
      .post(`${STATEMENTS}?async=true`)
      .reply(422, { message: "no matter" });

    await refusalOf(snowflake(world.access));

    const claims = claimsOf(jwt, publicKey);
    expect(claims).toMatchObject({ sub: "XY12345.HEADGATE", iat: NOW / 1000, exp: NOW / 1000 + 59 * 60 });
    expect(claims["iss"]).toMatch(/^XY12345\.HEADGATE\.SHA256:[A-Za-z0-9+/]{43}=$/u);
  });

  test("a token of SNOWFLAKE_TOKEN is used as it is", async () => {
    const token = randomUUID();
    const world = warehouseWorld({ SNOWFLAKE_ACCOUNT: "acme-shop", SNOWFLAKE_TOKEN: token });
    nock(HOST)
      .matchHeader("authorization", `Bearer ${token}`)
      .post(`${STATEMENTS}?async=true`)
      .reply(422, { message: "no matter" });

    expect((await refusalOf(snowflake(world.access))).code).toBe("warehouse-statement-failed");
  });
});

describe("waiting", () => {
  test("a slow statement is looked at ever more seldom", async () => {
    const world = warehouseWorld(keyPair);
    const own = submitted();
    nock(HOST).get(own).times(4).reply(202, running).get(own).reply(200, result([]));

    await readAll(snowflake(world.access));

    expect(world.pauses).toEqual([1000, 1500, 2250, 3375]);
  });

  test("after half an hour the statement is called off", async () => {
    const world = warehouseWorld(keyPair);
    const own = submitted();
    nock(HOST).persist().get(own).reply(202, running);
    const cancel = nock(HOST).post(`${own}/cancel`).reply(200, {});

    const refusal = await refusalOf(snowflake(world.access));
    nock.cleanAll();

    expect(refusal.code).toBe("warehouse-slow");
    expect(cancel.isDone()).toBe(true);
    expect(world.pauses.reduce((sum, ms) => sum + ms)).toBeGreaterThanOrEqual(30 * 60_000);
  });

  test("an abort calls the statement off", async () => {
    const world = warehouseWorld(keyPair);
    const own = submitted();
    const gone = new AbortController();
    world.onPause = () => gone.abort(new Error("nobody waits"));
    nock(HOST).get(own).reply(202, running);
    const cancel = nock(HOST).post(`${own}/cancel`).reply(200, {});

    await expect(readAll(snowflake(world.access), { signal: gone.signal })).rejects.toThrow("nobody waits");

    expect(cancel.isDone()).toBe(true);
  });

  test("a busy host is asked again after the time that it names", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).post(`${STATEMENTS}?async=true`).reply(429, "", { "retry-after": "7" });
    nock(HOST).get(submitted()).reply(200, result([]));

    await readAll(snowflake(world.access));

    expect(world.pauses).toEqual([7000]);
  });

  test("a host that stays out of order is given up after six tries", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).post(`${STATEMENTS}?async=true`).times(6).reply(503, "<html>");

    const refusal = await refusalOf(snowflake(world.access));

    expect(refusal.code).toBe("warehouse-not-answered");
    expect(world.pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test("a host that breaks off is asked again", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).post(`${STATEMENTS}?async=true`).replyWithError("reset");
    nock(HOST).get(submitted()).reply(200, result([]));

    await readAll(snowflake(world.access));

    expect(world.pauses).toEqual([1000]);
  });

  test("nobody waits for a host that wants an hour", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).post(`${STATEMENTS}?async=true`).reply(429, "", { "retry-after": "3600" });

    expect((await refusalOf(snowflake(world.access))).code).toBe("warehouse-not-answered");
    expect(world.pauses).toEqual([]);
  });
});

describe("refusals", () => {
  test("an expired token is signed anew, once", async () => {
    const world = warehouseWorld(keyPair);
    const own = submitted();
    nock(HOST).get(own).reply(401, { code: "390144", message: "JWT token is invalid." });
    nock(HOST).get(own).reply(200, result([]));

    const { records } = await readAll(snowflake(world.access));

    expect(records).toEqual([]);
    expect(world.pauses).toEqual([]);
  });

  test("a token that stays refused is said in plain words, without the key", async () => {
    const world = warehouseWorld(keyPair);
    const unknown = { code: "390144", message: "JWT token is invalid." };
    nock(HOST).post(`${STATEMENTS}?async=true`).twice().reply(401, unknown);

    const refusal = await refusalOf(snowflake(world.access));

    expect(refusal.code).toBe("warehouse-unauthorized");
    expect(refusal.advice.why).toBe("It says: JWT token is invalid.");
    expect(wordsOf(refusal)).not.toContain(pem.split("\n")[1]);
  });

  test("a statement that fails says why, and is not called off", async () => {
    const world = warehouseWorld(keyPair);
    const message = "SQL compilation error:\nObject 'ACCESS_HISTORY' does not exist or not authorized.";
    nock(HOST).get(submitted()).reply(422, { code: "002003", sqlState: "42S02", message });

    const refusal = await refusalOf(snowflake(world.access));

    expect(refusal.code).toBe("warehouse-statement-failed");
    expect(refusal.advice.why).toContain("does not exist or not authorized");
  });

  test("an answer of another shape is no result", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).get(submitted()).reply(200, { data: "none" });

    expect((await refusalOf(snowflake(world.access))).code).toBe("warehouse-answer-strange");
  });

  test("a redirect is not followed", async () => {
    const world = warehouseWorld(keyPair);
    nock(HOST).post(`${STATEMENTS}?async=true`).reply(307, "", { location: "https://elsewhere.test/" });

    expect((await refusalOf(snowflake(world.access))).code).toBe("warehouse-answer-strange");
  });

  test.each([
    ["SNOWFLAKE_ACCOUNT", "elsewhere.test/"],
    ["SNOWFLAKE_HOST", "elsewhere.test"],
    ["SNOWFLAKE_HOST", "elsewhere.test/.snowflakecomputing.com"],
    ["SNOWFLAKE_PRIVATE_KEY_RAW", "no key"],
  ])("%s as %j is refused before anybody is asked, and not shown", async (name, value) => {
    const refusal = await refusalOf(snowflake(warehouseWorld({ ...keyPair, [name]: value }).access));

    expect(refusal.advice.what).toBe(`${name} cannot be used.`);
    expect(wordsOf(refusal)).not.toContain(value);
  });

  test.each(["SNOWFLAKE_ACCOUNT", "SNOWFLAKE_USER"])("without %s, it is named", async (name) => {
    const refusal = await refusalOf(snowflake(warehouseWorld({ ...keyPair, [name]: "" }).access));

    expect(refusal.advice.what).toBe(`${name} is not set.`);
  });
});
