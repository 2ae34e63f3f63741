import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { postgres } from "../../../src/edges/warehouse/postgres.ts";
import { countingPostgres } from "../../support/counting-postgres.ts";
import { readAll, refusalOf, warehouseWorld, wordsOf } from "../../support/warehouse-world.ts";

const READER = "headgate_usage_reader";
const ANALYST = "headgate_usage_analyst";

const database = await countingPostgres("headgate_usage");

const tables = [
  "create table orders (id integer, status text, amount numeric)",
  "insert into orders values (1, 'paid', 10), (2, 'open', 20)",
  `do $$ begin create role ${READER} login; exception when duplicate_object then null; end $$`,
  `do $$ begin create role ${ANALYST} login; exception when duplicate_object then null; end $$`,
  `grant pg_read_all_stats to ${READER}`,
  `grant select on orders to ${ANALYST}`,
];

describe.skipIf(!database.isThere)("a server that counts statements", () => {
  beforeEach(async () => {
    await database.reset();
    await database.run(tables);
  });

  afterAll(() => database.drop([READER, ANALYST]));

  const read = (user = READER) => readAll(postgres(warehouseWorld(database.env(user)).access));

  test("queries are counted by user and by statement, with no literal in them", async () => {
    const secret = randomUUID();
    await database.run(
      [
        `select amount from orders where status = '${secret}'`,
        `select amount from orders where status = 'other'`,
        "-- Metabase:: userID: 7 queryType: native queryHash: ab\nselect count(*) from orders where amount > 1999",
      ],
      ANALYST,
    );

    const { records } = await read();

    const ofAnalyst = records.filter(({ user_name: user }) => user === ANALYST);
    expect(ofAnalyst.map(({ query_text: text, query_count: count }) => [text, count])).toEqual([
      ["select amount from orders where status = $1", 2],
      [
        "-- Metabase:: userID: 7 queryType: native queryHash: ab\nselect count(*) from orders where amount > $1",
        1,
      ],
    ]);
    expect(ofAnalyst.every(({ database_name: name }) => name === "headgate_usage")).toBe(true);
    expect(JSON.stringify(records)).not.toContain(secret);
  });

  test("statements that read nothing, passwords in them, stay where they are", async () => {
    const secret = randomUUID();
    await database.run([`alter role ${ANALYST} password '${secret}'`, "set work_mem = '8MB'"]);

    const { records } = await read();

    expect(JSON.stringify(records)).not.toContain(secret);
    const texts = records.map(({ query_text: text }) => JSON.stringify(text));
    expect(texts.filter((text) => /^"(?:alter|set|create)/iu.test(text))).toEqual([]);
  });

  test("the window begins when counting did, and days that are asked for do not matter", async () => {
    const { window, notes } = await read();

    expect(Date.parse(window?.from ?? "")).toBeLessThanOrEqual(Date.parse(window?.to ?? ""));
    expect(window?.from).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    expect(notes).toEqual([]);
  });

  test("texts that a user may not see leave the window open, and are said", async () => {
    await database.run(["select sum(amount) from orders"]);

    const { window, notes } = await read(ANALYST);

    expect(window).toBeNull();
    expect(notes).toEqual([expect.stringContaining("`grant pg_read_all_stats`")]);
  });

  test("queries of another database do not count", async () => {
    const other = await countingPostgres("headgate_usage_other");
    await other.reset();
    await other.run([...tables.slice(0, 2), "select max(amount) from orders where status <> 'elsewhere'"]);

    const { records } = await read();
    await other.drop();

    expect(JSON.stringify(records)).not.toContain("max(amount)");
  });

  test("a database without the extension is told how to get it", async () => {
    await database.run(["drop extension pg_stat_statements"]);

    const refusal = await refusalOf(postgres(warehouseWorld(database.env(READER)).access));

    expect(refusal.code).toBe("warehouse-not-counting");
    expect(refusal.advice.todo).toContain("create extension pg_stat_statements");
  });

  test("a user that does not exist is refused in PostgreSQL's words", async () => {
    const refusal = await refusalOf(postgres(warehouseWorld(database.env("nobody_here")).access));

    expect(refusal.code).toBe("warehouse-unauthorized");
    expect(refusal.advice.why).toContain("nobody_here");
  });
});

const here = { PGHOST: "127.0.0.1", PGPORT: "1", PGDATABASE: "shop", PGUSER: "headgate" };

test("a server that is not there is said without the password", async () => {
  const PGPASSWORD = randomUUID();

  const refusal = await refusalOf(postgres(warehouseWorld({ ...here, PGPASSWORD }).access));

  expect(refusal.code).toBe("warehouse-not-answered");
  expect(wordsOf(refusal)).not.toContain(PGPASSWORD);
});

test.each([
  [{ PGHOST: "" }, "PGHOST is not set."],
  [{ PGPORT: "many" }, "PGPORT cannot be used."],
  [{ PGSSLMODE: "prefer" }, "PGSSLMODE cannot be used."],
])("a wrong environment is said before anybody is asked: %j", async (wrong, what) => {
  expect((await refusalOf(postgres(warehouseWorld({ ...here, ...wrong }).access))).advice.what).toBe(what);
});
