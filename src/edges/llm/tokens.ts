import type { ModelTokens } from "../../core/draft/model-call.ts";

export const noTokens: ModelTokens = { input: 0, output: 0, cached: 0 };

export function sum(one: ModelTokens, other: ModelTokens): ModelTokens {
  return {
    input: one.input + other.input,
    output: one.output + other.output,
    cached: one.cached + other.cached,
  };
}
