import { noArguments } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { askedFor, kept } from "./outcome.ts";

/** Automatic reviews again. */
export const resume = defineCommand({
  verb: "resume",
  usage: "resume",
  summary: "Turn automatic reviews on again, beginning with the newest head.",
  who: { permission: "write", author: true },
  example: "resume",
  parse: noArguments,
  run: (_args, { state }) => (state.isPaused ? askedFor({ ...state, isPaused: false }) : kept(state)),
});
