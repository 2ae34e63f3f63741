import type { Edit } from "./change.ts";
import { compareText } from "./edits.ts";

/** Texts by aspect; null and a missing aspect are the same. */
export type Texts = Readonly<Record<string, string | null>>;

/** The edits of one part between two sets of texts, aspects in the order in which they come. */
export function compareTexts(part: string, before: Texts, after: Texts): readonly Edit[] {
  const aspects = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...aspects].flatMap((aspect) =>
    compareText({ part, aspect }, before[aspect] ?? null, after[aspect] ?? null),
  );
}
