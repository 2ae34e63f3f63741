import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasPostgres, startLoggingPostgres, type LoggingPostgres } from "../../support/logging-postgres.ts";
import { measuredShop } from "../../support/measured-shop.ts";
import { build, countsIn, fileWith } from "../../support/usage-build.ts";

const DBT = '/* {"app": "dbt", "dbt_version": "1.11.0", "node_id": "model.shop.orders"} */';

const tables = [
  "create schema marts",
  "create table marts.orders (id int, customer_id int, amount numeric, discount numeric, status text)",
  "create table marts.customers (id int, country text)",
  "create view marts.open_orders as select id from marts.orders where status = 'open'",
  "create role ann login",
  "create role ben login",
  "grant usage on schema marts to public",
  "grant select on all tables in schema marts to public",
];

describe.skipIf(!hasPostgres)("the csvlog of a running PostgreSQL", () => {
  let server: LoggingPostgres | null = null;
  const secret = randomUUID();
  const database = "analytics";
  let files: readonly string[] = [];

  beforeAll(async () => {
    const postgres = await startLoggingPostgres();
    server = postgres;
    await postgres.run({ database: "postgres" }, ["create database analytics"]);
    await postgres.run({ database }, tables);
    await postgres.run({ database, user: "ann", application_name: "Tableau 2026.1" }, [
      `select sum("amount")\nfrom "analytics"."marts"."orders" -- a "comment", with all,\nwhere status = 'it''s ${secret}'`,
      { text: "select discount from marts.orders where id = $1 and status <> $2", values: [7, secret] },
      "select * from marts.customers",
    ]);
    await postgres.run({ database, user: "ben", options: "-c search_path=marts" }, [
      "select o.amount, c.country from orders o join customers c on c.id = o.customer_id",
      {
        name: "by-country",
        text: "select count(*) from customers where country = $1",
        values: ["Österreich"],
      },
      "select 1",
      "select id from open_orders",
      "begin",
      "declare lines cursor for select customer_id from orders",
      "fetch 10 from lines",
      "commit",
    ]);
    const failing = postgres.run({ database, user: "ben" }, ["select no_such_column from marts.orders"]);
    await failing.catch(() => undefined);
    await postgres.run({ database }, [
      `${DBT} create table marts.orders__tmp as select * from marts.orders`,
      "set log_statement = 'none'",
      "set log_min_duration_statement = 0",
      "select status from marts.orders",
    ]);
    files = await postgres.stop();
  }, 120_000);

  afterAll(() => server?.remove());

  test("gives what was read, by whom and with what, and nothing else", async () => {
    const { log, files: read, leftOut } = await build(files, { side: measuredShop, now: "2999-01-01" });
    const objects = log.uses.filter(({ uniqueId }) => uniqueId.startsWith("model."));
    const orders = objects.find(({ uniqueId, column }) => uniqueId.endsWith("orders") && column === null);

    expect(read.map(({ format, why }) => [format, why])).toEqual(files.map(() => ["postgres csvlog", null]));
    expect(countsIn({ ...log, uses: objects })).toEqual({
      orders: 7,
      "orders.amount": 2,
      "orders.customer_id": 2,
      "orders.discount": 1,
      "orders.id": 3,
      "orders.status": 5,
      customers: 3,
      "customers.*": 1,
      "customers.country": 2,
      "customers.id": 1,
    });
    expect(orders).toMatchObject({ people: 3, tools: [{ name: "Tableau", queries: 2 }] });
    expect(log.uses).toContainEqual(
      expect.objectContaining({ uniqueId: "metric.shop.total", column: "by hand", queries: 1 }),
    );
    expect(leftOut).toEqual({ dbt: 1, failed: 1, "not-a-query": 7 });
    expect(log.header.parsedShare).toBe(1);
    expect(JSON.stringify(log)).not.toContain(secret);
  });

  test("the same files twice change nothing", async () => {
    const once = await build(files, { side: measuredShop, now: "2999-01-01" });
    const twice = await build([...files, ...files.map(copyOf)], { side: measuredShop, now: "2999-01-01" });

    expect(twice.queries).toBe(once.queries);
    expect(countsIn(twice.log)).toEqual(countsIn(once.log));
    expect(twice.leftOut.duplicate).toBeGreaterThan(once.queries);
  });
});

function copyOf(file: string): string {
  return fileWith(`copy-of-${basename(file)}`, readFileSync(file));
}
