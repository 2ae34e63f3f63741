import type { Feedback } from "./state.ts";

/** By the id of a rule, how often its findings were called good and bad. Rules in the order of their ids. */
export type FeedbackTally = Readonly<Record<string, { readonly good: number; readonly bad: number }>>;

/** Counts what people said of findings. */
export function tallyFeedback(feedback: Iterable<Feedback>): FeedbackTally {
  const counts = new Map<string, { good: number; bad: number }>();
  for (const { rule, verdict } of feedback) {
    const count = counts.get(rule) ?? { good: 0, bad: 0 };
    count[verdict] += 1;
    counts.set(rule, count);
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
