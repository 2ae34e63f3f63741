import type { ModelAnswer, ModelCall } from "../core/draft/model-call.ts";
import type { Drafter } from "../ports.ts";
import { reviewAllowance } from "./allowance.ts";
import { draftReview, type DraftRequest } from "./draft-review.ts";

const UNASKED: ModelAnswer = {
  kind: "failed",
  failure: "not-configured",
  why: "Nobody was asked.",
  model: null,
  tokens: { input: 0, output: 0, cached: 0 },
  cost: null,
};

/**
 * The calls with which the wording of a report begins, as they would be made; none is. What follows from their answers, a second
 * try and the lead, holds what these hold, and what was answered.
 */
export async function firstCalls(request: DraftRequest, nonce: string): Promise<readonly ModelCall[]> {
  const calls: ModelCall[] = [];
  const drafter: Drafter = {
    draft: (call) => {
      calls.push(call);
      return Promise.resolve(UNASKED);
    },
  };
  const patience = { deadline: 0, signal: new AbortController().signal };
  await draftReview(request, { drafter, nonce: () => nonce, patience, allowance: reviewAllowance() });
  return calls;
}
