import type { Impact } from "../core/report.ts";
import { useCount, verbOf } from "../core/usage/use-words.ts";

/** How much an object is used, as one fact of a row: `92 queries by 9 people`; none where nobody knows. */
export function usedIn(
  uniqueId: string,
  use: Pick<NonNullable<Impact["usage"]>, "queries" | "people"> | null,
): readonly string[] {
  return use === null ? [] : [`${verbOf(uniqueId)}${useCount(use, null)}`];
}
