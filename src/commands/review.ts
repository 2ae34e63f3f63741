import { defineCommand } from "./command.ts";
import { fault } from "./arguments.ts";
import { askedFor } from "./outcome.ts";

/** A new review of the newest head. */
export const review = defineCommand({
  verb: "review",
  usage: "review [full]",
  summary: "Review the newest head again. Every review is from scratch, with `full` or without.",
  who: { permission: "write", author: true },
  example: "review",
  parse: (text) =>
    /^(?:full)?$/iu.test(text) ? { kind: "args", args: null } : fault("The only argument is `full`."),
  run: (_args, { state }) => askedFor(state),
});
