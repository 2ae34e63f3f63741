import { shown, withoutUnseen } from "../shown.ts";
import type { Facts, Found, Rule, Words } from "../../rules/rule.ts";

/** Names shown of a list before "and 3 more". */
const SHOWN_NAMES = 3;
const LONGEST_NAME = 120;

/**
 * The words of one finding, its facts filled in. A placeholder without a fact is our own fault: it throws.
 * `place`: whether the author can edit the subject.
 */
export function wordsOf(rule: Rule, { variant, facts }: Found, place: "own" | "installed"): Words {
  const { title, why, fix } = (variant === undefined ? undefined : rule.variants?.[variant]) ?? rule.words;
  const todo = place === "installed" ? (rule.packageFix ?? fix) : fix;
  return { title: fill(title, facts), why: fill(why, facts), fix: fill(todo, facts) };
}

/** A placeholder that stands alone on its line takes a text of several lines, such as a piece of YAML. */
function fill(template: string, facts: Facts): string {
  return template.replaceAll(
    /^\{(\w+)\}$|\{(\w+)\}/gmu,
    (_match, block: string | undefined, name: string | undefined) => {
      const fact = facts[block ?? name ?? ""];
      if (fact === undefined) throw new Error(`no fact for {${block ?? name ?? ""}} in: ${template}`);
      if (block !== undefined && typeof fact === "string")
        return fact.split("\n").map(withoutUnseen).join("\n");
      return typeof fact === "object" ? listNames(fact) : cleanName(String(fact));
    },
  );
}

/** Names as a phrase: `a`, `b` and `c`, of a longer list the first three and how many more. Each stands in backticks. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => `\`${cleanName(name)}\``);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

/** A name as it may stand in a sentence, and no longer than a name is. */
export function cleanName(text: string): string {
  const line = shown(text);
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME - 1)}…` : line;
}
