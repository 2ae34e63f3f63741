import { describe, expect, test } from "vitest";
import { LIMITS } from "../../../src/core/jinja/limits.ts";
import { functionOf, unknownOf, type HostObject } from "../../../src/core/jinja/values.ts";
import { brokenOf, randomOf, soupOf, templateOf } from "../../support/jinja-fuzz.ts";
import { namesOf, rendering, type Refused } from "../../support/jinja.ts";

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

/** What is wrong with how a template ended, as a text for the report of the test; null: nothing. */
function faultOf(template: string): string | null {
  const result = rendering(template, NAMES, SMALL);
  if (JSON.stringify(rendering(template, NAMES, SMALL)) !== JSON.stringify(result))
    return "not the same twice";
  if (!result.rendered) return faultOfRefusal(result, template.split("\n").length);
  if (result.text.length > SMALL.output) return "a text that is too long";
  return LEAK.test(result.text) && !LEAK.test(template) ? `a leak: ${result.text}` : null;
}

function faultOfRefusal({ why, line }: Refused, lines: number): string | null {
  if (why === "" || /\[object |needs more room/.test(why)) return `no good reason: ${why}`;
  return line < 1 || line > lines ? `line ${line} of ${lines}` : null;
}

describe.each([
  { what: "templates", generate: templateOf, count: 4_000, share: 0.2 },
  { what: "broken templates", generate: brokenOf, count: 2_000, share: 0.02 },
  { what: "tokens in no order", generate: soupOf, count: 2_000, share: 0.02 },
])("generated $what", ({ generate, count, share }) => {
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
