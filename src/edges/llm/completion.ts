import { z } from "zod";
import type { ModelTokens } from "../../core/draft/model-call.ts";

const count = z.number().int().nonnegative().catch(0);

/** Empty where a server leaves it out, or has something else there. */
const text = z.string().catch("");

/** What is read of a chat completion, of any server; the rest is left. */
const ChatCompletion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: text,
        // Thoughts stand beside the answer by one of two names: DeepSeek's, which vLLM and llama.cpp took, and Ollama's.
        message: z.object({ content: text, refusal: text, reasoning_content: text, reasoning: text }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).catch({ cached_tokens: 0 }),
      completion_tokens_details: z.object({ reasoning_tokens: count }).catch({ reasoning_tokens: 0 }),
    })
    .nullable()
    .catch(null),
});

type Choice = z.infer<typeof ChatCompletion>["choices"][number];
type Usage = z.infer<typeof ChatCompletion>["usage"];

/** A completion: what the model wrote, how it ended, and what the server counted; `tokens` null where it does not say. */
export interface Completion {
  readonly text: string;
  readonly end: "stop" | "length" | "filtered" | "refused";
  readonly tokens: ModelTokens | null;
  /** The model thought before it answered, or before it would have. */
  readonly thought: boolean;
}

/** Null where it is no chat completion. */
export function parseCompletion(value: unknown): Completion | null {
  const { data } = ChatCompletion.safeParse(value);
  const [choice] = data?.choices ?? [];
  if (data === undefined || choice === undefined) return null;
  return {
    text: choice.message.content,
    end: endOf(choice),
    tokens: tokensOf(data.usage),
    thought: hasThought(choice, data.usage),
  };
}

function endOf({ finish_reason: reason, message: { refusal } }: Choice): Completion["end"] {
  if (reason === "length") return "length";
  if (reason === "content_filter") return "filtered";
  return refusal === "" ? "stop" : "refused";
}

function tokensOf(usage: Usage): ModelTokens | null {
  if (usage === null) return null;
  const { prompt_tokens: input, completion_tokens: output, prompt_tokens_details: details } = usage;
  return { input, output, cached: details.cached_tokens };
}

/** An answer of which nothing came before its limit was thought, too: some servers keep the thoughts to themselves. */
function hasThought({ message }: Choice, usage: Usage): boolean {
  const { content, reasoning, reasoning_content: beside } = message;
  const counted = usage?.completion_tokens_details.reasoning_tokens ?? 0;
  return counted > 0 || reasoning !== "" || beside !== "" || /^\s*(?:$|<think)/iu.test(content);
}
