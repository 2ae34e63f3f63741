import { findingAndText } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { keepFeedback } from "./keep-feedback.ts";

/** A finding that was wrong or useless. */
export const bad = defineCommand({
  verb: "bad",
  usage: "bad F3 [WHY]",
  summary: "Say that a finding is wrong or useless, and why. It is kept for the rule; the finding stays.",
  who: { permission: "triage", author: true },
  example: "bad F3 nobody reads that column",
  parse: findingAndText,
  run: ({ id, text }, context) => keepFeedback({ id, verdict: "bad", why: text }, context),
});
