import { z } from "zod";

const count = z.number().int().nonnegative().catch(0);

/** What is read of a chat completion, of any server; the rest is left. */
const ChatCompletion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** A completion: what the model wrote, how it ended, and what the server counted; `tokens` null where it does not say. */
export interface Completion {
  readonly text: string;
  readonly end: "stop" | "length" | "filtered" | "refused";
  readonly tokens: { readonly input: number; readonly output: number; readonly cached: number } | null;
}

/** Null where it is no chat completion. */
export function parseCompletion(value: unknown): Completion | null {
  const { success, data } = ChatCompletion.safeParse(value);
  const choice = data?.choices[0];
  if (!success || choice === undefined) return null;
  const { content, refusal } = choice.message;
  return {
    text: content ?? "",
    end: endOf(choice.finish_reason ?? "stop", refusal ?? ""),
    tokens: data?.usage ? tokensOf(data.usage) : null,
  };
}

function endOf(reason: string, refusal: string): Completion["end"] {
  if (reason === "length") return "length";
  if (reason === "content_filter") return "filtered";
  return refusal === "" ? "stop" : "refused";
}

function tokensOf(usage: NonNullable<z.infer<typeof ChatCompletion>["usage"]>): Completion["tokens"] {
  return {
    input: usage.prompt_tokens,
    output: usage.completion_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
  };
}
