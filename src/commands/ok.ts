import { noArguments } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { askedFor, declined } from "./outcome.ts";

/** Heads that are remembered as allowed. */
const MAX_HEADS = 20;

/** A model may word the review of a fork. */
export const ok = defineCommand({
  verb: "ok",
  usage: "ok",
  summary: "Allow a model to word the review of a fork's pull request, at the head that was last reviewed.",
  who: { permission: "write", author: false },
  example: "ok",
  parse: noArguments,
  run: (_args, context) => {
    const { state, pull } = context;
    if (!pull.isFork) return declined(context, "Only the pull request of a fork needs it.");
    // A push may have come between reading and writing: only the head that was reviewed in public is meant (T9).
    if (state.published?.headSha !== pull.head.sha)
      return declined(
        context,
        "The newest head was not reviewed yet. Look at its review, then write it again.",
      );
    const others = state.allowedHeads.filter((sha) => sha !== pull.head.sha);
    return askedFor({ ...state, allowedHeads: [...others, pull.head.sha].slice(-MAX_HEADS) });
  },
});
