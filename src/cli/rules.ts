import { Command } from "commander";
import { nearestName } from "../core/nearest.ts";
import { UsageError } from "../errors.ts";
import { rules } from "../rules/index.ts";
import type { Rule, Words } from "../rules/rule.ts";
import { examples, type Subcommand } from "./subcommand.ts";

/** `headgate rules [RULE]`. */
export const rulesCommand: Subcommand = {
  define: ({ terminal }) =>
    new Command("rules")
      .description("list the rules, or show one in full")
      .argument("[rule]", "the id of a rule")
      .addHelpText("after", examples("headgate rules", "headgate rules contract-column-removed"))
      .action((id?: string) => terminal.print(id === undefined ? catalogue(rules) : inFull(find(id)))),
};

function find(id: string): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const near = nearestName(
    id,
    rules.map((known) => known.id),
  );
  throw new UsageError("rule-unknown", {
    what: `There is no rule "${id}".`,
    why: near === null ? "" : `Did you mean ${near}?`,
    todo: "`headgate rules` lists them.",
  });
}

/** The rules by category, each in the order in which categories first appear. */
function catalogue(all: readonly Rule[]): string {
  const width = Math.max(...all.map(({ id }) => id.length));
  const categories = [...new Set(all.map(({ category }) => category))];
  const blocks = categories.map((category) => {
    const lines = all
      .filter((rule) => rule.category === category)
      .map(({ id, severity, certainty, summary }) => {
        return `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${certainty.padEnd(10)}  ${summary}`;
      });
    return [category, ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

function inFull(rule: Rule): string {
  const head = `${rule.id}  (${rule.category}, ${rule.severity}, ${rule.certainty})\n\n${rule.summary}\n`;
  const variants = Object.entries(rule.variants ?? {}).map(([name, words]) => wording(words, name));
  return [head, wording(rule.words), ...variants].join("\n");
}

/** `{names}` in the words stand for facts of the finding. */
function wording({ title, why, fix }: Words, variant?: string): string {
  const heading = variant === undefined ? "What it says" : `What it says (${variant})`;
  return `${heading}\n  what:  ${title}\n  why:   ${why}\n  to do: ${fix}\n`;
}
