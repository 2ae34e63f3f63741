import type { SqlEdit } from "../compare/edit.ts";
import type { RawCode } from "./development-rows.ts";

/**
 * Whether one relation in the place of another is the same in another environment: only database or schema differ, and
 * the author wrote neither, so that a macro or variable made them.
 */
export function isEnvironment({ before = "", after = "", written }: SqlEdit, raw: RawCode): boolean {
  if (written !== undefined) return false;
  const [was, now] = [partsOf(before), partsOf(after)];
  if (was.length < 2 || was.at(-1) !== now.at(-1)) return false;
  const isWritten = (parts: readonly string[], others: readonly string[], code: string | null): boolean =>
    parts.some((part) => !others.includes(part) && (code ?? "").toLowerCase().includes(part));
  return !isWritten(now, was, raw.head) && !isWritten(was, now, raw.base);
}

function partsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(".")
    .map((part) => part.replaceAll(/["'`[\]]/gu, ""));
}
