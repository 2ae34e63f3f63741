import { sameButFormatting } from "./formatting.ts";
import type { Difference, NodePair } from "./scope.ts";

/** How two macros differ. A macro that moved to another file is the same macro. */
export function diffMacro({ base, head }: NodePair<"macro">): Difference {
  if (base.sql === head.sql) return { edits: [] };
  const aspect = sameButFormatting(base.sql, head.sql, "sql") ? "formatting" : "macro_sql";
  return { edits: [{ part: "body", aspect, before: null, after: null }] };
}
