import type { ScopeFacts } from "./facts.ts";

type Parts = Pick<
  ScopeFacts,
  "inputs" | "filters" | "having" | "qualify" | "grouping" | "distinct" | "limits"
> & {
  readonly set?: ScopeFacts["set"];
};

/** Whether a scope gives the rows of its one relation as they are, so that readers may look through it. */
export function passesOn(scope: Parts): boolean {
  const { inputs, filters, having, qualify, grouping, distinct, limits, set = null } = scope;
  const [input] = inputs;
  if (input === undefined || inputs.length > 1 || input.call !== null || input.modifiers.length > 0)
    return false;
  const conditions = filters.length + having.length + qualify.length + limits.length;
  return conditions === 0 && grouping === null && distinct === null && set === null;
}
