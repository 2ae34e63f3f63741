import { answerFromFacts } from "../render/reply/ask.ts";
import { fault } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { answered } from "./outcome.ts";

/** A question that is answered from computed facts or not at all. */
export const ask = defineCommand({
  verb: "ask",
  usage: "ask QUESTION",
  summary: "Ask about this change: the findings and the impact of the objects that the question names.",
  who: { permission: "write", author: false },
  example: "ask what happens to weekly_revenue?",
  parse: (text) =>
    text === "" ? fault("Ask a question that names an object.") : { kind: "args", args: text },
  run: async (question, context) => answered(context, answerFromFacts(question, await context.facts())),
});
