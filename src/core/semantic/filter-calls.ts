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
  const calls: FilterCall[] = [];
  renderFilter(filter, (call) => {
    calls.push(call);
    return "element";
  });
  return calls;
}

/** A filter as SQL, each call as `textOf` has it; null where it is no template. */
export function renderFilter(filter: string, textOf: (call: FilterCall) => string): string | null {
  const parsed = parseTemplate(filter);
  if (!parsed.parsed) return null;
  const names: Names = {
    lookUp: (name) =>
      CALLABLE.has(name)
        ? functionOf(name, ([first], kwargs, site) => {
            const argument = first ?? kwargs.values().next().value ?? "";
            return elementOf(textOf({ name, argument: site.text(argument) }));
          })
        : UNKNOWN,
  };
  const rendered = renderTemplate(parsed.template, names);
  return rendered.rendered ? rendered.text : null;
}

/** What a call gives: `grain`, `date_part` and `descending` may follow it. */
function elementOf(text: string): HostObject {
  return {
    type: "host",
    className: "element",
    text: () => text,
    attribute: (name) => functionOf(name, () => elementOf(`${name}(${text})`)),
  };
}

/** Variables and macros of a filter are filled in before, and say nothing of its elements. */
const UNKNOWN: Value = unknownOf("unknown", "filter");
