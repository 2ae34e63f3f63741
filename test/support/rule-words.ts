import { wordsOf as wordsOfFound } from "../../src/core/findings/words.ts";
import type { Found, Rule, Words } from "../../src/rules/rule.ts";

/** The sentences of one finding, as the report shows them. */
export function wordsOf(rule: Rule, found: Found | undefined): Words {
  if (found === undefined) throw new Error(`${rule.id} found nothing`);
  if (found.variant !== undefined && rule.variants?.[found.variant] === undefined) {
    throw new Error(`${rule.id} has no variant ${found.variant}`);
  }
  return wordsOfFound(rule, found, "own");
}
