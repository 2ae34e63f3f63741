import { text } from "./fields.ts";
import { parseBase, type Entry } from "./parse-base.ts";
import type { Macro } from "./project.ts";

/** Reads a macro. */
export function parseMacro(entry: Entry): Macro {
  return { resourceType: "macro", sql: text(entry.json["macro_sql"]), ...parseBase(entry) };
}
