import type { Names } from "../jinja/host.ts";
import { parseTemplate } from "../jinja/parse-template.ts";
import { renderTemplate } from "../jinja/render-template.ts";
import { functionOf, unknownOf, type HostObject, type Value } from "../jinja/values.ts";

/** A call in a filter: `Dimension('order__status')`. */
export interface FilterCall {
  readonly name: string;
  /** The first argument as text. */
  readonly argument: string;
}

const CALLABLE: ReadonlySet<string> = new Set(["Dimension", "TimeDimension", "Entity", "Metric"]);

/**
 * The calls that a filter of the semantic layer makes when it is rendered (dbt-semantic-interfaces: parsing/where_filter).
 * What it says otherwise is of no matter; one that is no template makes none.
 */
export function filterCalls(filter: string): readonly FilterCall[] {
  const parsed = parseTemplate(filter);
  if (!parsed.parsed) return [];
  const calls: FilterCall[] = [];
  const names: Names = {
    lookUp: (name) =>
      CALLABLE.has(name)
        ? functionOf(name, ([first], kwargs, site) => {
            const argument = first ?? kwargs.values().next().value ?? "";
            calls.push({ name, argument: site.text(argument) });
            return ELEMENT;
          })
        : UNKNOWN,
  };
  renderTemplate(parsed.template, names);
  return calls;
}

/** What a call gives: `grain`, `date_part` and `descending` may follow it. */
const ELEMENT: HostObject = {
  type: "host",
  className: "element",
  text: () => "element",
  attribute: (name) => functionOf(name, () => ELEMENT),
};

/** Variables and macros of a filter are filled in before, and say nothing of its elements. */
const UNKNOWN: Value = unknownOf("unknown", "filter");
