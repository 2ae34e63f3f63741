import { nearestName } from "../core/nearest.ts";
import { UsageError } from "../errors.ts";

/** A parser for an option that takes one of a few words. Throws `UsageError` with the nearest word. */
export function choice<const T extends string>(
  option: string,
  allowed: readonly T[],
): (written: string) => T {
  return (written) => {
    const found = allowed.find((word) => word === written);
    if (found !== undefined) return found;
    const near = nearestName(written, allowed);
    throw new UsageError("option-value", {
      what: `${option} does not take "${written}".`,
      why: `It takes one of: ${allowed.join(", ")}.`,
      todo: near === null ? "Use one of these." : `Did you mean ${near}?`,
    });
  };
}
