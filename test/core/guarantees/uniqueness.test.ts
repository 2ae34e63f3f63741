import { expect, test } from "vitest";
import { adapterTraits, type AdapterTraits } from "../../../src/core/adapters.ts";
import { coversKey, enforcedUniqueness, enforcesNotNull } from "../../../src/core/guarantees/uniqueness.ts";
import { parseModel } from "../../../src/core/manifest/parse-build.ts";

const enforcing: AdapterTraits = {
  ...adapterTraits("postgres"),
  enforces: new Set(["not_null", "unique", "primary_key"]),
};

const orders = parseModel({
  id: "model.shop.orders",
  json: {
    contract: { enforced: true },
    constraints: [{ type: "primary_key", columns: ["Order_ID", "line"] }],
    columns: { code: { constraints: [{ type: "unique" }] }, amount: { constraints: [{ type: "not_null" }] } },
  },
});

test("constraints of the model and of its columns keep their columns unique", () => {
  expect(enforcedUniqueness(orders, enforcing)).toEqual([new Set(["order_id", "line"]), new Set(["code"])]);
});

test("a primary key keeps its columns from being null, a unique column may be null", () => {
  expect(["ORDER_ID", "amount", "code"].map((name) => enforcesNotNull(orders, name, enforcing))).toEqual([
    true,
    true,
    false,
  ]);
});

test("constraints that the adapter does not enforce guarantee nothing", () => {
  const weak = { ...enforcing, enforces: new Set<string>() };

  expect(enforcedUniqueness(orders, weak)).toEqual([]);
  expect(enforcesNotNull(orders, "amount", weak)).toBe(false);
});

test("uniqueness over fewer columns covers a key, over more it does not", () => {
  const key = new Set(["order_id", "line"]);

  expect(coversKey([new Set(["order_id"])], key)).toBe(true);
  expect(coversKey([new Set(["order_id", "line", "day"])], key)).toBe(false);
  expect(coversKey([], new Set())).toBe(false);
});
