import { is } from "../python/kinds.ts";
import { Refusal } from "../refusal.ts";
import type { Applied } from "../run/engine.ts";
import type { Rendering } from "../run/rendering.ts";
import type { Value } from "../values.ts";
import { apply } from "./apply.ts";
import type { Builtins } from "./builtin.ts";
import { CHOOSING_FILTERS } from "./choosing-filters.ts";
import { LIST_FILTERS } from "./list-filters.ts";
import { TEXT_FILTERS } from "./text-filters.ts";
import { VALUE_FILTERS } from "./value-filters.ts";

/** Every filter by its name. */
export const FILTERS: Builtins = new Map([
  ...TEXT_FILTERS,
  ...LIST_FILTERS,
  ...CHOOSING_FILTERS,
  ...VALUE_FILTERS,
]);

/** Filters that have an answer for what is unknown; that of all others is unknown again. */
const ANSWERING: ReadonlySet<string> = new Set([
  "d",
  "default",
  "list",
  "length",
  "count",
  "string",
  "tojson",
]);

/** Applies a filter by its name. */
export function applyFilter(name: string, { input, passed }: Applied, run: Rendering): Value {
  const filter = FILTERS.get(name);
  if (filter === undefined) throw new Refusal(`No filter named '${name}'.`);
  if (is(input, "unknown") && !ANSWERING.has(name)) {
    run.taint(input, "called");
    return input;
  }
  return apply({ name, builtin: filter, input }, passed, run);
}
