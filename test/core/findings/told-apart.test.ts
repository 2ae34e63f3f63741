import { expect, test } from "vitest";
import { columnRedefined } from "../../../src/rules/column-redefined.ts";
import { filterChanged } from "../../../src/rules/filter-changed.ts";
import { sourceSwapped } from "../../../src/rules/source-swapped.ts";
import type { Json } from "../../../src/core/json.ts";
import { rowsFound } from "../../support/rows-world.ts";
import { wordsOf } from "../../support/rule-words.ts";

const JOINED = "from db.raw.orders o join db.raw.payments p on p.order_id = o.id";

test("a column that comes from another relation is told by both relations", async () => {
  const found = await rowsFound(`select o.amount ${JOINED}`, `select p.amount ${JOINED}`);

  expect(Object.keys(found)).toEqual(["column-redefined"]);
  expect(wordsOf(columnRedefined, found["column-redefined"]?.[0]).title).toBe(
    "`amount` of `mart`: `raw.orders.amount` is now `raw.payments.amount`",
  );
});

test("a filter that asks another relation is told by both relations", async () => {
  const found = await rowsFound(
    `select o.id ${JOINED} where o.amount > 0`,
    `select o.id ${JOINED} where p.amount > 0`,
  );

  expect(Object.keys(found)).toEqual(["filter-changed"]);
  expect(wordsOf(filterChanged, found["filter-changed"]?.[0]).title).toBe(
    "Filter of `mart` changed: `raw.orders.amount > 0` is now `raw.payments.amount > 0`",
  );
});

test("a filter for development alone is silent, whichever relation its column is of", async () => {
  const guarded = (column: string): string =>
    `select o.id ${JOINED} {% if target.name == 'dev' %} where ${column} > 0 {% endif %}`;

  const found = await rowsFound(
    `select o.id ${JOINED} where o.amount > 0`,
    `select o.id ${JOINED} where p.amount > 0`,
    { raw: [guarded("o.amount"), guarded("p.amount")] },
  );

  expect(found).toEqual({});
});

test("relations that people call the same are told by their ids", async () => {
  const staging = (schema: string): Readonly<Record<string, Json>> => ({
    name: "stg",
    database: "db",
    schema,
    alias: "stg",
    columns: { id: { name: "id" } },
  });
  const nodes = { "model.north.stg": staging("north"), "model.south.stg": staging("south") };

  const found = await rowsFound("select id from db.north.stg", "select id from db.south.stg", {
    more: { nodes },
    reads: Object.keys(nodes),
  });

  expect(Object.keys(found)).toEqual(["source-swapped"]);
  expect(wordsOf(sourceSwapped, found["source-swapped"]?.[0]).title).toBe(
    "Relation of `mart` changed: `model.north.stg` is now `model.south.stg`",
  );
});
