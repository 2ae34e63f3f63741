import type { Feedback, PullState } from "../core/pull/state.ts";

/** A person's reaction to the review's comment. */
interface GivenReaction {
  readonly by: string;
  readonly reaction: string;
}

const VERDICTS: Readonly<Record<string, Feedback["verdict"]>> = { "+1": "good", "-1": "bad" };

/**
 * The feedback with what people's thumbs on the comment say of the findings that it shows. Somebody who has said something
 * of a finding already, by a command or by an earlier reaction, is not counted again.
 */
export function feedbackFromReactions(
  { feedback, published }: PullState,
  reactions: readonly GivenReaction[],
  at: string,
): readonly Feedback[] {
  const said = [...feedback];
  for (const { by, reaction } of reactions) {
    const verdict = VERDICTS[reaction];
    if (verdict === undefined) continue;
    for (const { fingerprint, rule, isWaived } of published?.findings ?? []) {
      const isSaid = said.some((one) => one.by === by && one.fingerprint === fingerprint);
      if (!isSaid && !isWaived) said.push({ fingerprint, rule, verdict, by, why: null, at });
    }
  }
  return said;
}
