import type { Rule, Words } from "../rules/rule.ts";
import { painter, type Paint } from "./ansi.ts";
import type { TextOptions } from "./text.ts";
import { wrapSentence } from "./wrap.ts";

/** All rules by category, each category where its first rule stands in the list. */
export function renderCatalogue(rules: readonly Rule[], { color, width }: TextOptions): string {
  const paint = painter(color);
  const categories = [...new Set(rules.map(({ category }) => category))];
  const blocks = categories.map((category) => {
    const own = rules.filter((rule) => rule.category === category);
    const lines = own.flatMap((rule) => [
      `  ${paint("bold", rule.id)}  ${rule.severity}, ${rule.certainty}`,
      ...wrapSentence(rule.summary, { lead: "    ", indent: 4, width }, paint),
    ]);
    return [paint("bold", category.toUpperCase()), ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

/** One rule in full: when it fires, and what it says. `{names}` stand for facts of the finding. */
export function renderRule(rule: Rule, { color, width }: TextOptions): string {
  const paint = painter(color);
  const variants = Object.entries(rule.variants ?? {});
  return [
    `${paint("bold", rule.id)}  ${rule.category}, ${rule.severity}, ${rule.certainty}`,
    "",
    ...wrapSentence(rule.summary, { lead: "", indent: 0, width }, paint),
    ...wording({ heading: "What it says", words: rule.words, width }, paint),
    ...variants.flatMap(([name, words]) =>
      wording({ heading: `What it says: ${name}`, words, width }, paint),
    ),
    ...(rule.packageFix === undefined
      ? []
      : [
          "",
          ...wrapSentence(
            `In an installed package: ${rule.packageFix}`,
            { lead: "", indent: 0, width },
            paint,
          ),
        ]),
    "",
  ].join("\n");
}

function wording(
  { heading, words, width }: { heading: string; words: Words; width: number },
  paint: Paint,
): readonly string[] {
  const rows = [
    ["What", words.title],
    ["Why", words.why],
    ["To do", words.fix],
  ] as const;
  const lines = rows.flatMap(([label, text]) =>
    wrapSentence(text, { lead: `  ${label.padEnd(5)}  `, indent: 9, width }, paint),
  );
  return ["", paint("bold", heading), ...lines];
}
