import { answerFromFacts, renderAnswer } from "../render/reply/ask.ts";
import { fault } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { answered } from "./outcome.ts";

/** A question that is answered from computed facts or not at all. */
export const ask = defineCommand({
  verb: "ask",
  usage: "ask QUESTION",
  summary:
    "Ask about this change or the project: answered from findings, impact and lineage, with names that exist, or not at all.",
  who: { permission: "write", author: false },
  example: "ask what happens to weekly_revenue?",
  parse: (text) =>
    text === "" ? fault("Ask a question that names an object.") : { kind: "args", args: text },
  run: async (question, context) => {
    const facts = await context.facts();
    const worded = (await context.models?.answer(question, facts)) ?? null;
    return answered(context, renderAnswer(answerFromFacts(question, facts), worded));
  },
});
