import { describe, expect, test } from "vitest";
import { LIMITS } from "../../../src/core/jinja/limits.ts";
import { functionOf, unknownOf, type HostObject } from "../../../src/core/jinja/values.ts";
import { brokenOf, randomOf, soupOf, templateOf } from "../../support/jinja-fuzz.ts";
import { namesOf, rendering } from "../../support/jinja.ts";

const SMALL = { ...LIMITS, steps: 20_000, output: 100_000, stringLength: 50_000 };

const HOST: HostObject = {
  type: "host",
  className: "Relation",
  attribute: (name) => (name === "a" ? "attribute" : undefined),
  iterate: () => ["a"],
  mapping: true,
  text: () => "relation",
};

const NAMES = namesOf({
  host: HOST,
  unknown: unknownOf("__unknown__", "a reason"),
  m: functionOf("m", (args, kwargs, site) => {
    const caller = kwargs.get("caller");
    return caller === undefined ? (args[0] ?? null) : site.call(caller, args);
  }),
});

/** What would stand in a text if JavaScript showed through it. */
const LEAK = /\[native code\]|\[object |function *\(|=>|\bNaN\b|\bundefined\b|Symbol\(/;

/** What is wrong with how a template ended: nothing, or a text for the report of the test. */
function faultOf(template: string): string | null {
  const result = rendering(template, NAMES, SMALL);
  const again = rendering(template, NAMES, SMALL);
  if (!result.rendered) {
    const lines = template.split("\n").length;
    if (result.why === "" || /\[object |needs more room/.test(result.why))
      return `no good reason: ${result.why}`;
    if (result.line < 1 || result.line > lines) return `line ${result.line} of ${lines}`;
    return !again.rendered && again.why === result.why ? null : "not the same twice";
  }
  if (!again.rendered || again.text !== result.text) return "not the same twice";
  if (result.text.length > SMALL.output) return "a text that is too long";
  return LEAK.test(result.text) && !LEAK.test(template) ? `a leak: ${result.text}` : null;
}

describe.each([
  ["templates", templateOf, 6_000, 0.2],
  ["broken templates", brokenOf, 3_000, 0.02],
  ["tokens in no order", soupOf, 3_000, 0.02],
] as const)("generated %s", (_what, generate, count, share) => {
  const random = randomOf(20_260_726);
  const templates = Array.from({ length: count }, () => generate(random));

  test(`${count} of them end in a text or in a reason with a line, and twice in the same`, () => {
    const faults = templates.flatMap((template) => {
      const fault = faultOf(template);
      return fault === null ? [] : [`${fault} <= ${template}`];
    });

    expect(faults).toEqual([]);
  });

  test(`more than ${share * 100} % of them are rendered, so that they reach the interpreter`, () => {
    const rendered = templates.filter((template) => rendering(template, NAMES, SMALL).rendered);

    expect(rendered.length / count).toBeGreaterThan(share);
  });
});
