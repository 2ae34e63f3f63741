import { expect, test } from "vitest";
import { resolveNode } from "../../../src/core/lineage/resolve-node.ts";
import { parseManifest } from "../../../src/core/manifest/parse.ts";

const project = parseManifest({
  metadata: { project_name: "shop" },
  nodes: {
    "model.shop.orders": model("model.shop.orders", "orders"),
    "model.shop.orders.daily": model("model.shop.orders.daily", "orders.daily"),
    "model.shop.customers.v1": { ...model("model.shop.customers.v1", "customers"), version: 1 },
    "model.shop.customers.v2": { ...model("model.shop.customers.v2", "customers"), version: 2 },
  },
  sources: {
    "source.shop.raw.payments": {
      unique_id: "source.shop.raw.payments",
      resource_type: "source",
      name: "payments",
      source_name: "raw",
      package_name: "shop",
    },
  },
});

test.each([
  ["orders", "model.shop.orders", null],
  ["orders.amount", "model.shop.orders", "amount"],
  ["model.shop.orders", "model.shop.orders", null],
  ["model.shop.orders.amount", "model.shop.orders", "amount"],
  ["orders.daily", "model.shop.orders.daily", null],
  ["orders.daily.amount", "model.shop.orders.daily", "amount"],
  ["customers.v2", "model.shop.customers.v2", null],
  ["customers.v2.id", "model.shop.customers.v2", "id"],
  ["payments", "source.shop.raw.payments", null],
  ["raw.payments.id", "source.shop.raw.payments", "id"],
])("%s is %s, column %s: the longest known beginning wins", (written, uniqueId, column) => {
  expect(resolveNode(project, written)).toEqual({ kind: "found", uniqueId, column });
});

test("a name of several objects is not guessed at, with or without a column", () => {
  const candidates = ["model.shop.customers.v1", "model.shop.customers.v2"];

  expect(resolveNode(project, "customers")).toEqual({ kind: "ambiguous", name: "customers", candidates });
  expect(resolveNode(project, "customers.id")).toEqual({ kind: "ambiguous", name: "customers", candidates });
});

test.each(["order", "model.shop.oders", "ordrs.amount"])(
  "%s is unknown, and something near is offered",
  (written) => {
    const resolved = resolveNode(project, written);

    expect(resolved.kind).toBe("unknown");
    expect(resolved).toHaveProperty(
      "candidates.0",
      written.startsWith("model.") ? "model.shop.orders" : "orders",
    );
  },
);

test("names that every JavaScript object has are unknown too", () => {
  expect(resolveNode(project, "constructor.name")).toEqual({ kind: "unknown", candidates: [] });
});

function model(uniqueId: string, name: string) {
  return { unique_id: uniqueId, resource_type: "model", name, package_name: "shop" };
}
