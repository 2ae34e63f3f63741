import { MalformedJson } from "./malformed-json.ts";

/** Deeper than any artifact; far below what would exhaust the stack of the functions that walk a value. */
export const MAX_DEPTH = 400;

/** Throws `MalformedJson` where a value is nested so deeply that it could not be handed over and walked. */
export function refuseDeep(value: unknown): void {
  if (isContainer(value) && !isWithin(value, MAX_DEPTH)) throw new MalformedJson("too-deep");
}

function isWithin(value: Readonly<Record<string, unknown>>, levels: number): boolean {
  if (levels === 0) return false;
  for (const key in value) {
    const part = value[key];
    if (isContainer(part) && !isWithin(part, levels - 1)) return false;
  }
  return true;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
