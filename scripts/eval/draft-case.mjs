import { randomBytes } from "node:crypto";
import { estimateTokens } from "../../build/core/draft/tokens.js";
import { defaultDraft } from "../../build/core/draft/settings.js";
import { reviewAllowance } from "../../build/draft/allowance.js";
import { draftReview } from "../../build/draft/draft-review.js";

/**
 * Has a case worded by models, or by the answers that were recorded for it.
 * @param {import("./cases.mjs").Case} one
 * @param {import("../../src/draft/models.ts").Models | null} models
 * @param {number} deadline
 */
export async function draftCase({ report, answers }, models, deadline) {
  let promptTokens = 0;
  const inner = models?.drafter ?? recorded(answers);
  const drafter = {
    draft: (call, patience) => {
      promptTokens += call.estimatedTokens;
      return inner.draft(call, patience);
    },
  };
  const account = { repository: null, pull: null };
  const patience = {
    deadline: Math.min(deadline, Date.now() + 90_000),
    signal: new AbortController().signal,
  };
  const nonce = () => randomBytes(9).toString("base64url");
  const request = { report, settings: defaultDraft, account };
  const draft = await draftReview(request, { drafter, nonce, patience, allowance: reviewAllowance() });
  return { draft, promptTokens };
}

/** Plays answers in their order, task by task; a task without one more fails as an endpoint would. */
function recorded(answers) {
  const left = structuredClone(answers);
  return {
    draft: async ({ task, estimatedTokens }) => {
      const text = left[task]?.shift();
      const tokens = { input: estimatedTokens, output: estimateTokens(text ?? ""), cached: 0 };
      const spent = { model: "recorded", tokens, cost: null };
      return text === undefined
        ? { ...spent, kind: "failed", failure: "endpoint-down", why: "No answer was recorded." }
        : { ...spent, kind: "answered", text };
    },
  };
}
