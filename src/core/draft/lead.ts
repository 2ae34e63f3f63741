import type { Checked } from "./checked.ts";
import { proseGrounds } from "./check-answer.ts";
import { checkText } from "./check-text.ts";
import type { FindingFacts } from "./finding-facts.ts";

/** What a lead is drafted from: the facts of so many findings, the most important ones. */
export const LEAD_FINDINGS = 6;

/** A lead may speak of the findings that it was given. Without one it is empty. */
export function checkLead(lead: string, facts: readonly FindingFacts[]): Checked {
  return checkText(lead, proseGrounds(facts), { sentence: 300, sentences: 2, characters: 320 });
}
