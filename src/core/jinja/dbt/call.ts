import type { CallSite } from "../host.ts";
import { functionOf, unknownOf, type FunctionValue, type HostCall, type Value } from "../values.ts";

/** A call from a template. */
export interface Call {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
  readonly site: CallSite;
  /** The argument that was given by its place or its name; undefined where it was not given. */
  readonly at: (index: number, name: string) => Value | undefined;
  /** The same as text; null where it was not given, or is None. */
  readonly text: (index: number, name: string) => string | null;
}

/** A function of dbt's context. */
export function method(name: string, body: (call: Call) => Value): FunctionValue {
  return functionOf(name, hostCall(body));
}

/** What calls a body with its arguments at hand. */
export function hostCall(body: (call: Call) => Value): HostCall {
  return (args, kwargs, site) => {
    const at: Call["at"] = (index, name) => kwargs.get(name) ?? args[index];
    const text: Call["text"] = (index, name) => {
      const value = at(index, name);
      return value === undefined || value === null ? null : site.text(value);
    };
    return body({ args, kwargs, site, at, text });
  };
}

/** A marker for what cannot be known, named by the reason: `var('start')` prints `__unknown_var_start__`. */
export function unknown(reason: string): Value {
  return unknownOf(markerFor(reason), reason);
}

/** What stands in the text for something that is unknown for a reason. */
export function markerFor(reason: string): string {
  const name = reason
    .replaceAll(/[^A-Za-z0-9]+/gu, "_")
    .replace(/^_/u, "")
    .replace(/_$/u, "");
  return `${UNKNOWN_PREFIX}${name.slice(0, LONGEST_NAME)}__`;
}

/** What every printed marker begins with. */
export const UNKNOWN_PREFIX = "__unknown_";

const LONGEST_NAME = 60;

/** The unknown among some values, whose reasons what is made from them shares. */
export function unknownAmong(values: readonly (Value | undefined)[]): Value | undefined {
  return values.find((value) => typeof value === "object" && value !== null && value.type === "unknown");
}
