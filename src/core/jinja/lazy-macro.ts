import { parseTemplate } from "./parse-template.ts";
import { Refusal } from "./refusal.ts";
import type { MacroDefinition } from "./template.ts";
import type { MacroValue } from "./values.ts";

/**
 * A macro of a manifest by its name and its text (`macro_sql`: one block, also of a test or a materialization). The
 * text is parsed at the first call and kept with the value, so make one value for each macro and use it in all
 * renderings. `return()` in it, or in what it calls, ends it with that value, as in dbt. A text that cannot be
 * parsed refuses the rendering that calls it.
 */
export function macroOf(name: string, text: string): MacroValue {
  let known: MacroDefinition | undefined;
  const callable = (): MacroDefinition => (known ??= definitionIn(name, text));
  return { type: "macro", name, callable, scope: null, home: name, returns: true };
}

function definitionIn(name: string, text: string): MacroDefinition {
  const parsed = parseTemplate(text);
  if (!parsed.parsed) {
    throw new Refusal(`The macro ${name} cannot be read: ${parsed.why} (line ${parsed.line} of the macro)`);
  }
  for (const part of parsed.template.body) if (part.type === "macro") return part;
  throw new Refusal(`The text of the macro ${name} holds no macro.`);
}
