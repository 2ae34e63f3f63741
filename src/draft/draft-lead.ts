import type { Dropped } from "../core/draft/checked.ts";
import type { FindingFacts } from "../core/draft/finding-facts.ts";
import type { CheckedItem } from "../core/draft/item.ts";
import { checkLead, LEAD_FINDINGS } from "../core/draft/lead.ts";
import type { ModelAnswer } from "../core/draft/model-call.ts";
import { leadPrompt } from "../core/draft/prompt.ts";
import type { DraftTask } from "../core/report.ts";
import { leadAnswer } from "./answers.ts";
import { askModel, failureWords, type Asking } from "./ask-model.ts";
import type { TaskResult } from "./draft-task.ts";
import { tallied } from "./spent.ts";

/** Most tokens of a lead. */
const LEAD_TOKENS = 250;

/** What came of asking for a lead. */
export interface Lead {
  readonly text: string;
  readonly dropped: readonly Dropped[];
  readonly spent: readonly ModelAnswer[];
  readonly task: DraftTask;
}

/**
 * Has the lead worded. Written from what was kept, so that it opens the review that there is. The text is empty where none held.
 */
export async function draftLead(
  results: readonly TaskResult[],
  items: readonly CheckedItem[],
  asking: Asking,
): Promise<Lead> {
  const facts = factsToLead(results);
  const prompt = leadPrompt(
    facts,
    items.slice(0, LEAD_FINDINGS).map(({ text }) => text),
    asking.nonce(),
  );
  const size = asking.settings.mode === "large" ? "large" : "small";
  const reply = await askModel(
    {
      task: "lead",
      size,
      prompt,
      answer: leadAnswer,
      maxTokens: LEAD_TOKENS,
    },
    asking,
  );
  const { text, dropped } = checkLead(reply.value?.lead ?? "", facts);
  const spent = reply.spent === null ? [] : [reply.spent];
  const failure = reply.failure ?? (text === "" ? "ungrounded" : null);
  return {
    text,
    dropped,
    spent,
    task: {
      id: "lead",
      findings: facts.map(({ id }) => id),
      route: size,
      why: "the lead is short",
      outcome: failure === null ? "drafted" : "template",
      ...(failure === null ? {} : { failure: failureWords(failure) }),
      ...tallied(spent),
    },
  };
}

/** The most important findings over all parts. */
function factsToLead(results: readonly TaskResult[]): readonly FindingFacts[] {
  const facts = results.flatMap(({ task }) => task.clusters.flatMap((cluster) => cluster.facts));
  return facts.sort((left, right) => numberOf(left) - numberOf(right)).slice(0, LEAD_FINDINGS);
}

/** `F12` is the twelfth in importance. */
function numberOf({ id }: FindingFacts): number {
  return Number(id.slice(1));
}
