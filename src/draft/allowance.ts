import { MOST_CALLS, MOST_PROMPT_TOKENS } from "../core/draft/plan.ts";

/** What one review may still ask of models. Calls run at once, so it is taken before a call is made. */
export class Allowance {
  #calls: number;
  #tokens: number;

  /** `calls`, and tokens of their prompts together. */
  constructor(calls: number, tokens: number) {
    this.#calls = calls;
    this.#tokens = tokens;
  }

  /** Takes one call with a prompt of so many tokens; false when that is more than is left. */
  take(tokens: number): boolean {
    if (this.#calls === 0 || tokens > this.#tokens) return false;
    this.#calls -= 1;
    this.#tokens -= tokens;
    return true;
  }
}

/** What one review may ask, over all its projects. */
export function reviewAllowance(): Allowance {
  return new Allowance(MOST_CALLS, MOST_PROMPT_TOKENS);
}
