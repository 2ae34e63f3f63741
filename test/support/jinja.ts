import type { Names } from "../../src/core/jinja/host.ts";
import { LIMITS, type Limits } from "../../src/core/jinja/limits.ts";
import { parseTemplate } from "../../src/core/jinja/parse-template.ts";
import { renderTemplate, type Rendered } from "../../src/core/jinja/render-template.ts";
import type { Value } from "../../src/core/jinja/values.ts";

/** A template and what it renders to. */
export type Feature = readonly [what: string, template: string, expected: string];

/** Why a text was not rendered, and the line. */
export interface Refused {
  readonly why: string;
  readonly line: number;
}

/** Names of a host that knows just these. */
export function namesOf(names: Readonly<Record<string, Value>> = {}): Names {
  const known = new Map(Object.entries(names));
  return { lookUp: (name) => known.get(name) };
}

/** Parses and renders a text; a text that cannot be parsed comes out as one that was not rendered. */
export function rendering(text: string, names: Names = namesOf(), limits: Limits = LIMITS): Rendered {
  const parsed = parseTemplate(text, limits);
  if (parsed.parsed) return renderTemplate(parsed.template, names, limits);
  return { rendered: false, why: parsed.why, line: parsed.line, macro: null, taints: [] };
}

/** The text, or why there is none. */
export function render(text: string, names: Names = namesOf()): string | Refused {
  const result = rendering(text, names);
  return result.rendered ? result.text : { why: result.why, line: result.line };
}
