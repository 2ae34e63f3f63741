import { findingArgument } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { publishedFinding } from "./named-finding.ts";
import { changed, declined } from "./outcome.ts";

/** A waiver taken back. */
export const unwaive = defineCommand({
  verb: "unwaive",
  usage: "unwaive F3",
  summary: "Take a waiver back: the finding counts again.",
  who: { permission: "write", author: false },
  example: "unwaive F3",
  parse: findingArgument,
  run: (id, context) => {
    const named = publishedFinding(id, context);
    if (named.kind === "unknown") return declined(context, named.why);
    const { fingerprint } = named.finding;
    const waivers = context.state.waivers.filter((waiver) => waiver.fingerprint !== fingerprint);
    return waivers.length === context.state.waivers.length
      ? declined(context, `${id} is not waived.`)
      : changed({ ...context.state, waivers });
  },
});
