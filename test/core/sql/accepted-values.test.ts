import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json.ts";
import { acceptedValues } from "../../../src/core/sql/accepted-values.ts";
import type { OutputColumn, SourceColumn, StatementFacts } from "../../../src/core/sql/facts.ts";
import { sideOf } from "../../support/manifest.ts";

function query(...columns: readonly (readonly Partial<SourceColumn>[])[]): StatementFacts {
  const rest = { cast: null, aggregate: null, confidence: "high", doubts: [], untraced: [] } as const;
  return {
    columns: columns.map((sources, index): OutputColumn => ({
      ...rest,
      name: "value",
      position: index + 1,
      sources: sources.map((source) => ({
        relation: "model.shop.orders",
        column: "STATUS",
        type: "DIRECT",
        subtype: "IDENTITY",
        ...source,
      })),
    })),
    incomplete: null,
    relations: ["model.shop.orders"],
    uses: [],
    scopes: [],
  };
}

function tested(config: JsonObject = {}, column = "status") {
  return sideOf({
    nodes: {
      "model.shop.orders": {},
      "test.shop.accepted": {
        resource_type: "test",
        column_name: column,
        attached_node: "model.shop.orders",
        depends_on: { nodes: ["model.shop.orders"] },
        config,
        test_metadata: {
          name: "accepted_values",
          kwargs: { column_name: column, values: ["paid", 3, null] },
        },
      },
    },
  }).project;
}

test("the values that a test accepts of the column that a query reads as it is", () => {
  expect(acceptedValues(query([{}]), tested())).toEqual(["paid", "3"]);
});

test("a test of another column or of some rows tells nothing", () => {
  expect(acceptedValues(query([{}]), tested({}, "kind"))).toEqual([]);
  expect(acceptedValues(query([{}]), tested({ where: "id > 3" }))).toEqual([]);
});

test("a query that makes its value from others, or gives several, is not told", () => {
  expect(acceptedValues(query([{ subtype: "TRANSFORMATION" }]), tested())).toEqual([]);
  expect(acceptedValues(query([{}, {}]), tested())).toEqual([]);
  expect(acceptedValues(query([{}], [{}]), tested())).toEqual([]);
  expect(acceptedValues(query([]), tested())).toEqual([]);
});
