import { filterCalls } from "./filter-calls.ts";

/** What a filter, a group-by or an order-by names: `order__ordered_at` by its links (`order`) and its name (`ordered_at`). */
export interface Reference {
  /** `name`: a bare word, which may be an entity, a metric or `metric_time`. */
  readonly kind: "dimension" | "entity" | "metric" | "name";
  readonly name: string;
  /** Entity links in front of the name, outermost first; the last one leads to its semantic model. */
  readonly links: readonly string[];
  /** The whole name as written. */
  readonly text: string;
}

// dbt-semantic-interfaces: TimeGranularity. A dunder name may end in one.
const grains = new Set(
  "nanosecond microsecond millisecond second minute hour day week month quarter year".split(" "),
);
const kinds: Readonly<Record<string, Reference["kind"]>> = {
  Dimension: "dimension",
  TimeDimension: "dimension",
  Entity: "entity",
  Metric: "metric",
};

/** The calls in a Jinja filter: `{{ Dimension('order__status') }} = 'paid'`. */
export function referencesInFilter(filter: string): readonly Reference[] {
  return filterCalls(filter).map(({ name, argument }) => referenceOf(kinds[name] ?? "name", argument));
}

/** The calls in an item of a group-by or order-by, or the dunder name that it is: `-order__ordered_at__month`. */
export function referencesInItem(item: string): readonly Reference[] {
  if (item.includes("(")) return referencesInFilter(item.includes("{{") ? item : `{{ ${item} }}`);
  const name = item.trim().replace(/^-/, "");
  return [referenceOf(name.includes("__") ? "dimension" : "name", name)];
}

function referenceOf(kind: Reference["kind"], text: string): Reference {
  const segments = text.trim().toLowerCase().split("__");
  if (segments.length > 2 && grains.has(segments.at(-1) ?? "")) segments.pop();
  const name = segments.pop() ?? "";
  return { kind, name, links: segments, text: text.trim() };
}
