import type { Waiver } from "../core/pull/state.ts";
import { LIMITS, plainText } from "../render/escape.ts";
import { findingAndText, fault } from "./arguments.ts";
import { refusalOf } from "./authorize.ts";
import { defineCommand, type CommandContext, type Who } from "./command.ts";
import { publishedFinding } from "./named-finding.ts";
import { changed, declined } from "./outcome.ts";

/** Longest reason that is kept. */
const MAX_REASON = 200;

const who: Who = { permission: "write", author: false, isNotForOwnErrors: true };

/** A risk that somebody accepts, by name. */
export const waive = defineCommand({
  verb: "waive",
  usage: "waive F3 REASON",
  summary: "Accept a finding: it no longer counts, and shows who accepted it, when and why.",
  who,
  example: "waive F3 readers were told on Monday",
  parse: (text) => {
    const parsed = findingAndText(text);
    if (parsed.kind === "fault") return parsed;
    const reason = plainText(parsed.args.text.replace(/^reason\s*:\s*/iu, ""), MAX_REASON);
    if (reason === "") return fault("A waiver needs a reason.");
    return { kind: "args", args: { id: parsed.args.id, reason } };
  },
  run: ({ id, reason }, context) => {
    const { state } = context;
    const named = publishedFinding(id, context);
    if (named.kind === "unknown" || state.published === null)
      return declined(context, named.kind === "unknown" ? named.why : null);
    const { fingerprint, severity } = named.finding;
    const refusal = refusalOf({ verb: "waive", who }, askingFor(context, severity));
    if (refusal !== null)
      return {
        ...declined(context, `${id} is an error: somebody else than the author has to waive it.`),
        reaction: "-1",
      };
    const waiver: Waiver = {
      fingerprint,
      by: plainText(context.command.author, LIMITS.name),
      reason,
      at: new Date(context.now).toISOString(),
      headSha: state.published.headSha,
      severity,
    };
    const others = state.waivers.filter((other) => other.fingerprint !== fingerprint);
    return changed({ ...state, waivers: [...others, waiver] });
  },
});

function askingFor(context: CommandContext, accepts: Waiver["severity"]) {
  const { command, permission, pull, config } = context;
  return { login: command.author, permission, pull, allow: config.commands.allow, accepts };
}
