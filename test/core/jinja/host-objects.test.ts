import { describe, expect, test } from "vitest";
import { Dict } from "../../../src/core/jinja/dict.ts";
import { functionOf, type HostObject, type Value } from "../../../src/core/jinja/values.ts";
import { namesOf, render } from "../../support/jinja.ts";

/** A relation as dbt's packages expect one: text, attributes, a method, and a mapping. */
function relation(name: string): HostObject {
  const attributes = new Map<string, Value>([
    ["identifier", name],
    ["metadata", new Dict([["type", "PostgresRelation"]])],
    ["quote", functionOf("quote", () => relation(`"${name}"`))],
  ]);
  return {
    type: "host",
    className: "PostgresRelation",
    attribute: (attribute) => attributes.get(attribute),
    item: (key) => (typeof key === "string" ? attributes.get(key) : undefined),
    iterate: () => [...attributes.keys()],
    mapping: true,
    text: () => `db.raw.${name}`,
    key: name,
  };
}

/** A day that can be compared and moved. */
function day(number: number): HostObject {
  return {
    type: "host",
    className: "date",
    attribute: () => undefined,
    text: () => `day ${number}`,
    repr: () => `date(${number})`,
    key: String(number),
    compare: (other) =>
      typeof other === "object" && other?.type === "host" ? number - Number(other.key) : undefined,
    operate: (operator, other, side) => {
      if (typeof other !== "bigint" || side === "right") return undefined;
      if (operator === "+") return day(number + Number(other));
      return operator === "-" ? day(number - Number(other)) : undefined;
    },
  };
}

const NAMES = namesOf({
  orders: relation("orders"),
  same: relation("orders"),
  other: relation("other"),
  monday: day(1),
  friday: day(5),
});

describe("an object of the host", () => {
  test.each([
    ["prints its text", "select * from {{ orders }}", "select * from db.raw.orders"],
    [
      "joins with text",
      "{{ orders ~ '_x' }} {{ '%s' % orders }} {{ orders | upper }}",
      "db.raw.orders_x db.raw.orders DB.RAW.ORDERS",
    ],
    [
      "has attributes and items",
      "{{ orders.identifier }} {{ orders['identifier'] }} {{ orders | attr('identifier') }}",
      "orders orders orders",
    ],
    [
      "lacks what it does not give",
      "[{{ orders.nope }}][{{ orders['nope'] }}] {{ orders.nope is defined }}",
      "[][] False",
    ],
    [
      "passes as a relation of dbt_utils",
      "{{ orders is mapping and orders.get is not defined and orders.metadata.type.endswith('Relation') }}",
      "True",
    ],
    [
      "is no string and can be walked through",
      "{{ orders is string }} {{ orders is iterable }} {{ orders | list }}",
      "False True ['identifier', 'metadata', 'quote']",
    ],
    ["has methods", "{{ orders.quote() }} {{ orders.quote().identifier }}", 'db.raw."orders" "orders"'],
    [
      "equals another one by its key",
      "{{ orders == same }} {{ orders == other }} {{ orders in [other, same] }}",
      "True False True",
    ],
    [
      "is a key of dicts by its key",
      "{{ {orders: 1}[same] }} {{ [orders, same, other] | unique | list | length }}",
      "1 2",
    ],
    ["is true when it walks through something", "{{ 'T' if orders else 'F' }}", "T"],
    [
      "compares where it says so",
      "{{ monday < friday }} {{ [friday, monday] | sort | first }} {{ monday == monday + 0 }}",
      "True day 1 True",
    ],
    [
      "computes where it says so",
      "{{ monday + 1 }} {{ friday - 2 }} {{ [monday] }}",
      "day 2 day 3 [date(1)]",
    ],
    [
      "gives its entries to named arguments",
      "{{ dict(**orders).identifier }} {{ (orders | items | list)[0] }}",
      "orders ('identifier', 'orders')",
    ],
  ])("%s", (_what, template, expected) => {
    expect(render(template, NAMES)).toBe(expected);
  });

  test.each([
    ["is not called unless it can be", "{{ orders() }}", "'PostgresRelation' object is not callable"],
    [
      "is not ordered unless it can be",
      "{{ orders < other }}",
      "'<' not supported between instances of 'PostgresRelation' and 'PostgresRelation'",
    ],
    [
      "does not compute unless it can",
      "{{ orders + 1 }}",
      "unsupported operand type(s) for +: 'PostgresRelation' and 'int'",
    ],
    [
      "is not walked through unless it can be",
      "{% for x in monday %}{% endfor %}",
      "'date' object is not iterable",
    ],
    ["is no JSON", "{{ orders | tojson }}", "Object of type PostgresRelation is not JSON serializable"],
  ])("%s", (_what, template, why) => {
    expect(render(template, NAMES)).toEqual({ why, line: 1 });
  });

  test.each(["constructor", "__proto__", "text", "toString", "key", "type", "iterate", "prototype"])(
    "does not show its own %s",
    (name) => {
      expect(
        render(`[{{ orders.${name} }}{{ orders['${name}'] }}{{ orders | attr('${name}') }}]`, NAMES),
      ).toBe("[]");
    },
  );
});
