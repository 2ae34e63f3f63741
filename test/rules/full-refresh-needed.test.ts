import { expect, test } from "vitest";
import { fullRefreshNeeded } from "../../src/rules/full-refresh-needed.ts";
import { checkSqlFixture } from "../support/rule-fixture.ts";
import { wordsOf } from "../support/rule-words.ts";

test("a redefined column of an incremental model gives the command and the time of the last run", async () => {
  const [found, ...others] = await checkSqlFixture(fullRefreshNeeded, "fires");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    subject: { uniqueId: "model.shop.orders" },
    evidence: [{ kind: "column", column: "amount", text: "redefined column" }],
    affected: ["model.shop.revenue"],
  });
  const words = wordsOf(fullRefreshNeeded, found);
  expect(words.title).toBe("Rows already loaded into `orders` keep the old logic: 1 redefined column");
  expect(words.fix).toContain("`dbt build --full-refresh --select orders`");
  expect(words.fix).toContain("longer than the 7 min of the last run");
});

test("a model that is rebuilt by every run needs nothing", async () => {
  expect(await checkSqlFixture(fullRefreshNeeded, "silent")).toEqual([]);
});

test("new columns are empty in the rows that are loaded", async () => {
  const [found] = await checkSqlFixture(fullRefreshNeeded, "column-added");

  expect(found?.facts).toMatchObject({
    what: "2 new columns",
    duration: "how long it takes, no run results say",
  });
});

test("a filter and a unique key do not reach loaded rows either", async () => {
  expect(await checkSqlFixture(fullRefreshNeeded, "filter")).toMatchObject([
    { facts: { what: "filter changed" }, evidence: [{ kind: "sql", after: "status <> 'void'" }] },
  ]);
  expect(await checkSqlFixture(fullRefreshNeeded, "key")).toMatchObject([
    { facts: { what: "unique_key changed" } },
  ]);
});

test("where dbt is told to ignore the flag, the fix says so", async () => {
  expect(await checkSqlFixture(fullRefreshNeeded, "refused")).toMatchObject([{ variant: "refused" }]);
});

test("another filter of incremental runs alone is silent, although compiled SQL shows it", async () => {
  expect(await checkSqlFixture(fullRefreshNeeded, "only-incremental-part")).toEqual([]);
});

test.each(["column-removed", "became-incremental", "formatting"])("%s is silent", async (scenario) => {
  expect(await checkSqlFixture(fullRefreshNeeded, scenario)).toEqual([]);
});

test("four models are one finding with one command", async () => {
  const [found, ...others] = await checkSqlFixture(fullRefreshNeeded, "many");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    variant: "many",
    facts: { command: "dbt build --full-refresh --select orders payments refunds shipments" },
  });
});
