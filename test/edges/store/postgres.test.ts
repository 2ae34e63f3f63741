import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { PostgresStore } from "../../../src/edges/store/postgres.ts";
import { delivery, pullOf } from "../../support/deliveries.ts";
import { ownSchema } from "../../support/postgres.ts";
import { storeSuite } from "../../support/store-suite.ts";

const database = ownSchema("store_test");

function open(): Promise<PostgresStore> {
  return PostgresStore.open(database.url, (error) => {
    throw error;
  });
}

describe.skipIf(!database.isThere)("PostgreSQL (skipped without DATABASE_URL)", () => {
  const { reset } = database;

  storeSuite({ open, reset });

  test("processes that start at once on an empty database make the tables together", async () => {
    await reset();

    const stores = await Promise.all([open(), open(), open(), open()]);

    expect(await stores[0].record(delivery("a"), 1)).toBe(true);
    expect(await stores[1].record(delivery("a"), 1)).toBe(false);
    await Promise.all(stores.map((store) => store.close()));
  });

  test("a database of a Headgate that counted nothing yet is taken on", async () => {
    await reset();
    await (await open()).close();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query("drop table headgate_spending");
    await client.end();

    const store = await open();
    const standing = await store.spend([{ name: "a", keptUntil: 10 }], { tokens: 1, cost: 0 }, 1);
    await store.close();

    expect(standing).toEqual([{ tokens: 1, cost: 0 }]);
  });

  test("a process starts while another one writes", async () => {
    await reset();
    const first = await open();
    await first.record(delivery("a"), 1);
    const writer = new Client({ connectionString: database.url });
    await writer.connect();
    await writer.query("begin; update headgate_pulls set due_at = 1; delete from headgate_deliveries");

    const second = await open();

    await writer.query("rollback");
    expect(await second.claim(2, 1000)).toMatchObject({ generation: 1 });
    await Promise.all([writer.end(), first.close(), second.close()]);
  });

  test("several processes claim each pull request once", async () => {
    await reset();
    const stores = await Promise.all([open(), open(), open()]);
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
    for (const number of numbers) await stores[0].record(delivery(`d${number}`, { pull: pullOf(number) }), 1);

    const claimed = await Promise.all(
      stores.map(async (store) => {
        const got: number[] = [];
        for (;;) {
          const claim = await store.claim(2, 1000);
          if (claim !== null) got.push(claim.work.pull.number);
          else if ((await store.nextDue()) !== 2 - 1) return got;
        }
      }),
    );

    expect(claimed.flat().sort((one, other) => one - other)).toEqual(numbers);
    await Promise.all(stores.map((store) => store.close()));
  });

  test("a method that cannot reach the database rejects, and leaves nothing half done", async () => {
    const store = await open();
    await reset();

    await expect(store.record(delivery("a"), 1)).rejects.toThrow("headgate_deliveries");
    await expect(store.claim(1, 1000)).rejects.toThrow("headgate_pulls");
    await store.close();
    const again = await open();
    expect(await again.record(delivery("a"), 1)).toBe(true);
    await again.close();
  });
});
