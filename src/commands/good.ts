import { findingArgument } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { keepFeedback } from "./keep-feedback.ts";

/** A finding that helped. */
export const good = defineCommand({
  verb: "good",
  usage: "good F3",
  summary: "Say that a finding helped. It is kept for the rule.",
  who: { permission: "triage", author: true },
  example: "good F3",
  parse: findingArgument,
  run: (id, context) => keepFeedback({ id, verdict: "good", why: "" }, context),
});
