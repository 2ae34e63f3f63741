import type { Config } from "../core/config.ts";
import type { ModelCall } from "../core/draft/model-call.ts";
import type { Shell } from "./subcommand.ts";

/** A change, and the configuration that says what of it may be sent. */
interface Change {
  readonly base: string;
  readonly head: string;
  readonly config: Config;
}

/** Stands where every prompt has letters of its own that nobody can guess. */
const NONCE = "NONCE";

/** Shows what language models would be sent of a change, word for word, and sends nothing. */
export async function showPrompts({ base, head, config }: Change, shell: Shell): Promise<string> {
  const { review } = await import("../review.ts");
  const { firstCalls } = await import("../draft/first-calls.ts");
  const report = await shell.step("Reviewing", () => review({ base, head, config }, shell));
  const account = { repository: null, pull: null };
  const calls = await firstCalls({ report, settings: config.draft, account }, NONCE);
  if (calls.length === 0) return `${NOTHING}\n`;
  return `${[INTRODUCTION, ...calls.map(promptText), END].join("\n\n")}\n`;
}

const NOTHING =
  "Nothing would be sent: no finding is for a model to word, or the configuration turns models off.";

const INTRODUCTION = "This is what language models would be sent. Nothing was sent now.";

const END = `Each answer may be followed by a second call, with the answer and what was wrong with it, and all of them by one for the
opening, with the facts above and the texts that held.`;

function promptText({ task, size, messages, estimatedTokens, maxTokens }: ModelCall): string {
  const title = `=== ${task}: the ${size} model, about ${estimatedTokens} tokens, at most ${maxTokens} back ===`;
  const parts = messages.map(({ role, content }) => `[${role}]\n${content}`);
  return [title, ...parts].join("\n\n").replaceAll(UNSEEN, escaped);
}

/** What a terminal would act on, or nobody sees. Facts hold none of it: they are scrubbed. */
const UNSEEN = /[^\P{Cc}\n]|\p{Cf}/gu;

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
