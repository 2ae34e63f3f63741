import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { rowsFound } from "../../support/rows-world.ts";
import { changeOf } from "../../support/sql.ts";

const NOTHING = { class: "none", edits: [], columns: [] };

/** Conditions that are the same in three-valued logic, each with one that is near and is not. */
const SAME: readonly (readonly [condition: string, same: string, other: string])[] = [
  ["status in ('a', 'b')", "status = 'a' or status = 'b'", "status = 'a' or status = 'c'"],
  ["status in ('a', 'b')", "'b' = status or status in ('a')", "status = 'a' or customer_id = 'b'"],
  ["tax in (1)", "tax = 1", "tax >= 1"],
  ["tax in (1, 2, id)", "tax = 1 or (tax = 2 or tax = id)", "tax = 1 or tax = 2 or tax = amount"],
  ["status not in ('a', 'b')", "status <> 'a' and status <> 'b'", "status <> 'a' or status <> 'b'"],
  ["status not in ('a', 'b')", "not (status = 'a' or status = 'b')", "not (status = 'a' and status = 'b')"],
  ["tax between 1 and 2", "tax >= 1 and tax <= 2", "tax >= 1 and tax < 2"],
  ["tax between id and amount", "amount >= tax and id <= tax", "tax >= amount and tax <= id"],
  ["tax not between 1 and 2", "tax < 1 or tax > 2", "tax < 1 or tax >= 2"],
  ["not tax >= 1", "tax < 1", "tax <= 1"],
  ["not (tax > 1 and id = 2)", "tax <= 1 or id <> 2", "tax <= 1 and id <> 2"],
  ["id = 1 or tax not between 1 and 2", "id = 1 or tax < 1 or tax > 2", "id = 1 or tax < 1 or tax > 3"],
];

/** The places of a condition, and what a change of one there is. */
const PLACES: Readonly<Record<string, readonly [(condition: string) => string, sqlClass: string]>> = {
  WHERE: [(condition) => `select id from db.raw.orders where amount > 0 and (${condition})`, "rows"],
  "the ON of an inner join": [
    (condition) =>
      `select o.name from db.raw.customers o join db.raw.orders on o.id = customer_id and (${condition.replaceAll(/\bid\b/gu, "customer_id")})`,
    "rows",
  ],
  "the ON of an outer join": [
    (condition) =>
      `select o.name from db.raw.customers o left join db.raw.orders on o.id = customer_id and (${condition.replaceAll(/\bid\b/gu, "customer_id")})`,
    "rows",
  ],
  HAVING: [
    (condition) =>
      `select count(*) as n from db.raw.orders group by id, tax, status, amount having count(*) > 1 and (${condition})`,
    "rows",
  ],
  QUALIFY: [
    (condition) =>
      `select id from db.raw.orders qualify count(*) over (partition by id) > 1 and (${condition})`,
    "rows",
  ],
  "CASE WHEN": [
    (condition) => `select case when ${condition} then 1 else 2 end as x from db.raw.orders`,
    "columns",
  ],
  "a value": [(condition) => `select (${condition}) as x from db.raw.orders`, "columns"],
};

describe.each(
  Object.entries(PLACES).map(([place, [statement, sqlClass]]) => ({ place, statement, sqlClass })),
)("in $place", ({ statement, sqlClass }) => {
  test.each(SAME)("%s is %s, not %s", async (condition, same, other) => {
    const before = statement(condition);
    const [equal, back, unequal] = await Promise.all([
      changeOf(before, statement(same), "snowflake"),
      changeOf(statement(same), before, "snowflake"),
      changeOf(before, statement(other), "snowflake"),
    ]);

    expect(equal).toEqual(NOTHING);
    expect(back).toEqual(NOTHING);
    expect(unequal.class).toBe(sqlClass);
    expect(unequal.edits).not.toEqual([]);
  });
});

describe("an engine agrees, with NULL in every place", () => {
  test.each(SAME)("%s is %s, not %s", async (condition, same, other) => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const values = "(values (null), (0), (1), (2), (3))";
    const texts = "(values (null), ('a'), ('b'), ('c'))";

    const counted = await connection.runAndReadAll(`
      select count(*) filter (where (${condition}) is distinct from (${same})) as unlike,
        count(*) filter (where (${condition}) is distinct from (${other})) as others
      from ${values} as ids(id), ${values} as taxes(tax), ${values} as amounts(amount),
        ${texts} as statuses(status), ${texts} as customers(customer_id)`);

    connection.closeSync();
    const [row] = counted.getRowObjectsJson();
    expect(Number(row?.["unlike"])).toBe(0);
    expect(Number(row?.["others"])).toBeGreaterThan(0);
  });
});

function where(condition: string): string {
  return `select id from db.raw.orders where ${condition}`;
}

describe("a condition that only looks the same is a change", () => {
  test.each([
    [
      "a random value is another one each time",
      "random() between 1 and 2",
      "random() >= 1 and random() <= 2",
    ],
    ["so is one inside it", "mod(random(), 3) in (0, 1)", "mod(random(), 3) = 0 or mod(random(), 3) = 1"],
    ["IN of a NULL is false", "status in ('a', 'b')", "status = 'a' or status = 'b'", "clickhouse"],
    ["the members of a list share a type", "status in ('1', 2)", "status = '1' or status = 2"],
    ["bounds in any order", "tax between symmetric 2 and 1", "tax >= 2 and tax <= 1", "postgres"],
    ["one of two bounds is gone", "tax between 1 and 2", "tax >= 1"],
    [
      "a query gives any number of members",
      "id in (select order_id from db.raw.payments)",
      "id = (select order_id from db.raw.payments)",
    ],
  ])("%s", async (...[, before = "", after = "", adapter = "snowflake"]) => {
    const { class: sqlClass } = await changeOf(where(before), where(after), adapter);

    expect(sqlClass).toBe("rows");
  });
});

describe("what is left of conditions is told as it is written", () => {
  test.each([
    [
      "a longer list",
      "status not in ('a', 'b')",
      "status not in ('a', 'b', 'c')",
      [["status not in ('a', 'b')", "status not in ('a', 'b', 'c')"]],
    ],
    [
      "another bound",
      "tax between 1 and 2 and id = 1",
      "id = 1 and tax between 1 and 3",
      [["tax between 1 and 2", "tax between 1 and 3"]],
    ],
    [
      "a new condition beside bounds that are written otherwise",
      "tax between 1 and 2",
      "tax >= 1 and id = 1 and tax <= 2",
      [[undefined, "id = 1"]],
    ],
  ])("%s", async (_what, ...[before, after, told]) => {
    const { edits } = await changeOf(where(before), where(after));

    expect(edits.map((edit) => [edit.before, edit.after])).toEqual(told);
  });
});

describe("a condition that is split on its way from WHERE into an inner join", () => {
  const joined = (on: string, condition: string): string =>
    `select o.id from db.raw.orders o join db.raw.customers c on c.id = o.customer_id ${on} where ${condition}`;

  test("means nothing", async () => {
    const change = await changeOf(
      joined("", "o.tax between 1 and 2"),
      joined("and o.tax >= 1 and o.tax <= 2", "true"),
    );

    expect(change).toEqual(NOTHING);
  });

  test.each(["and o.tax >= 1", "and o.tax >= 1 and o.tax <= 3"])(
    "is a change where a part is another: %s",
    async (on) => {
      const { class: sqlClass, edits } = await changeOf(
        joined("", "o.tax between 1 and 2"),
        joined(on, "true"),
      );

      expect(sqlClass).toBe("rows");
      expect(edits).not.toEqual([]);
    },
  );
});

test("the members of a long list may stand in any order too", async () => {
  const members = Array.from({ length: 200 }, (_item, index) => String(index));

  const change = await changeOf(
    where(`id in (${members.join(", ")})`),
    where(`id in (${members.toReversed().join(", ")})`),
  );

  expect(change).toEqual(NOTHING);
});

test("no rule tells a condition that is only written otherwise", async () => {
  expect(
    await rowsFound(
      where("status in ('a', 'b') and tax between 1 and 2"),
      where("(status = 'a' or status = 'b') and tax >= 1 and tax <= 2"),
    ),
  ).toEqual({});
});
