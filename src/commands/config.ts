import { renderConfigReply } from "../render/reply/config.ts";
import { noArguments } from "./arguments.ts";
import { defineCommand } from "./command.ts";
import { answered } from "./outcome.ts";

/** The configuration that holds here. */
export const config = defineCommand({
  verb: "config",
  usage: "config",
  summary: "Show the configuration that holds here, defaults included. It comes from the base branch.",
  who: { permission: "read", author: true, isOpenToAll: true },
  example: "config",
  parse: noArguments,
  run: (_args, context) => answered(context, renderConfigReply(context.config)),
});
