import { short, type LookedAt } from "./problems.ts";
import type { PullAtHand } from "./pull-at-hand.ts";

/** What a reader must know about the artifacts of a review: what they are of, and whether a stranger built them. */
export function notesOn(
  { base, head }: Readonly<Record<LookedAt["side"], LookedAt>>,
  { pull }: PullAtHand,
): readonly string[] {
  const notes: string[] = [];
  const { builtFrom } = base.search;
  if (builtFrom === null) {
    notes.push("The artifacts of base do not say which commit they are of.");
  } else if (builtFrom !== base.sha) {
    notes.push(
      `The artifacts of base are of commit ${short(builtFrom)}, the merge base is ${short(base.sha)}: what changed between the two counts as changed here.`,
    );
  }
  if (head.search.builtFrom === null) {
    notes.push("The artifacts of head do not say which commit they are of.");
  }
  if (pull.isFork) {
    notes.push("The artifacts of head were built in a fork: what they say was written by its author.");
  }
  return notes;
}
