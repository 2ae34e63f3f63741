import { noArguments } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { kept } from "./outcome.ts";

/** No automatic reviews from now on. */
export const pause = defineCommand({
  verb: "pause",
  usage: "pause",
  summary: "Stop automatic reviews of this pull request. Commands still work.",
  who: { permission: "write", author: true },
  example: "pause",
  parse: noArguments,
  run: (_args, { state }) => kept({ ...state, isPaused: true }),
});
