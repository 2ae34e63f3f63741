import { Command } from "commander";
import { nearestName } from "../core/nearest.ts";
import { UsageError } from "../errors.ts";
import type { Rule } from "../rules/rule.ts";
import { examples, type Subcommand } from "./subcommand.ts";

/** `headgate rules [RULE]`. */
export const rulesCommand: Subcommand = {
  define: ({ terminal }) =>
    new Command("rules")
      .description("list the rules, or show one in full")
      .argument("[rule]", "the id of a rule")
      .addHelpText("after", examples("headgate rules", "headgate rules contract-column-removed"))
      .action(async (id?: string) => {
        const { rules } = await import("../rules/index.ts");
        const { renderCatalogue, renderRule } = await import("../render/rules-text.ts");
        const text =
          id === undefined ? renderCatalogue(rules, terminal) : renderRule(find(id, rules), terminal);
        await terminal.print(text);
      }),
};

function find(id: string, rules: readonly Rule[]): Rule {
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
