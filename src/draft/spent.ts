import type { Dropped } from "../core/draft/checked.ts";
import type { ModelAnswer } from "../core/draft/model-call.ts";
import type { Draft, DraftTask } from "../core/report.ts";

/** What calls took: which model answered last, how many there were, and their tokens. */
export function tallied(spent: readonly ModelAnswer[]): Pick<DraftTask, "model" | "calls" | "tokens"> {
  return { model: modelsOf(spent).at(-1) ?? null, calls: spent.length, tokens: tokensOf(spent) };
}

/** Models that answered, each once. */
export function modelsOf(spent: readonly ModelAnswer[]): string[] {
  return [...new Set(spent.flatMap((answer) => (answer.kind === "answered" ? [answer.model] : [])))];
}

export function tokensOf(spent: readonly ModelAnswer[]): Draft["tokens"] {
  return {
    input: spent.reduce((sum, { tokens }) => sum + tokens.input, 0),
    output: spent.reduce((sum, { tokens }) => sum + tokens.output, 0),
  };
}

/** What calls cost together; not known where one of the models has no price. */
export function costOf(spent: readonly ModelAnswer[]): number | null {
  let sum = 0;
  for (const { cost, tokens } of spent) {
    if (cost === null && tokens.input + tokens.output > 0) return null;
    sum += cost ?? 0;
  }
  return sum;
}

/** How many sentences were thrown away, by reason. */
export function countsOf(dropped: readonly Dropped[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of dropped) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
