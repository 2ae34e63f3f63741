import type { Feedback } from "../core/pull/state.ts";
import { LIMITS, plainText } from "../render/escape.ts";
import type { CommandContext, Outcome } from "./command.ts";
import { publishedFinding } from "./named-finding.ts";
import { declined, kept } from "./outcome.ts";

/** Longest text that is kept of why a finding was bad. */
const MAX_WHY = 140;
/** What is kept of one pull request; the oldest goes first. */
const MAX_KEPT = 200;

/** What somebody says of a finding. */
interface Saying {
  readonly id: string;
  readonly verdict: Feedback["verdict"];
  readonly why: string;
}

/** Keeps what somebody says of a finding; what they said of it before is replaced. */
export function keepFeedback({ id, verdict, why }: Saying, context: CommandContext): Outcome {
  const named = publishedFinding(id, context);
  if (named.kind === "unknown") return declined(context, named.why);
  const { fingerprint, rule } = named.finding;
  const by = plainText(context.command.author, LIMITS.name);
  const text = plainText(why, MAX_WHY);
  const said: Feedback = {
    fingerprint,
    rule,
    verdict,
    by,
    why: text === "" ? null : text,
    at: new Date(context.now).toISOString(),
  };
  const others = context.state.feedback.filter((one) => one.fingerprint !== fingerprint || one.by !== by);
  return kept({ ...context.state, feedback: [...others, said].slice(-MAX_KEPT) });
}
