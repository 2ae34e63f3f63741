import { expect, test } from "vitest";
import { referencesInFilter, referencesInItem } from "../../../src/core/semantic/references.ts";

function short(references: ReturnType<typeof referencesInFilter>) {
  return references.map(({ kind, links, name }) => [kind, links.join(">"), name]);
}

test("the calls of a filter are read with their links", () => {
  const filter =
    "{{ Dimension('order__status') }} = 'paid' and {{TimeDimension( \"order__ordered_at\", 'month')}} > '2024-01-01' and {{ Entity('customer') }} is not null and {{ Metric('revenue', group_by=['customer']) }} > 5";

  expect(short(referencesInFilter(filter))).toEqual([
    ["dimension", "order", "status"],
    ["dimension", "order", "ordered_at"],
    ["entity", "", "customer"],
    ["metric", "", "revenue"],
  ]);
});

test("a name over several joins keeps every link", () => {
  expect(short(referencesInFilter("{{ Dimension('order__customer__country') }}"))).toEqual([
    ["dimension", "order>customer", "country"],
  ]);
});

test("text that only looks alike names nothing", () => {
  expect(referencesInFilter("my_Dimension = 'a' and Dimension(status) = Dimension")).toEqual([]);
});

test.each([
  ["order__ordered_at__month", "dimension", "order", "ordered_at"],
  ["-order__status", "dimension", "order", "status"],
  ["customer__day", "dimension", "customer", "day"],
  ["metric_time", "name", "", "metric_time"],
  ["TimeDimension('metric_time', 'day')", "dimension", "", "metric_time"],
  ["Dimension('order__status').descending(True)", "dimension", "order", "status"],
])("the item %s is read as a %s", (item, ...expected) => {
  expect(short(referencesInItem(item))).toEqual([expected]);
});
