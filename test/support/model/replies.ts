import type { Reply } from "./reply.ts";
import { schemaIn, wordsOf, type ChatRequest } from "./request.ts";
import { sampleOf } from "./sample.ts";

/** Says something by what was asked. `signal`: aborted when the client hangs up. */
export type Player = (request: ChatRequest, signal: AbortSignal) => Reply | Promise<Reply>;

/** What a stand-in says to a request. */
export type Answer = Reply | Player;

interface Ending {
  readonly finish?: "stop" | "length" | "content_filter";
  readonly refusal?: string;
  /** Null: the server does not count. */
  readonly usage?: {
    readonly prompt: number;
    readonly completion: number;
    readonly cached?: number;
    readonly thoughts?: number;
  } | null;
  /** What the model thought, where the server says it beside the answer. */
  readonly reasoning?: string;
}

const usualUsage = { prompt: 120, completion: 30 };

/** The model says this. A value is written as JSON. */
export function says(
  content: unknown,
  { finish = "stop", refusal, usage = usualUsage, reasoning }: Ending = {},
): Reply {
  const text = typeof content === "string" || content === null ? content : JSON.stringify(content);
  return json(200, {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "the-model-behind-it",
    choices: [
      {
        index: 0,
        finish_reason: finish,
        message: {
          role: "assistant",
          content: text,
          refusal: refusal ?? null,
          ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
        },
      },
    ],
    ...(usage === null ? {} : { usage: usageOf(usage) }),
  });
}

function usageOf({ prompt, completion, cached = 0, thoughts = 0 }: NonNullable<Ending["usage"]>) {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: thoughts },
  };
}

/** Something that fits the schema that was asked for, whatever it says. */
export const fits: Player = (request) => says(sampleOf(schemaIn(request) ?? {}));

/** What a model without a form says. */
export const chats: Player = (request) =>
  says(`You said ${wordsOf(request).length} characters. Happy to help!`);

export const fenced = (content: unknown): Reply =>
  says(`\`\`\`json\n${JSON.stringify(content, null, 2)}\n\`\`\``);

export const betweenProse = (content: unknown): Reply =>
  says(`Sure! Here is the review:\n\n${JSON.stringify(content)}\n\nLet me know if you need more.`);

export const afterThoughts = (content: unknown): Reply =>
  says(`<think>\nThe user wants {"items": []}? No.\n</think>\n\n${JSON.stringify(content)}`);

export const brokenJson = (content: unknown): Reply => says(JSON.stringify(content).slice(0, -3));

/** The answer is longer than it may be. */
export const cutOff = (content: unknown): Reply =>
  says(JSON.stringify(content).slice(0, -3), { finish: "length" });

/** The model thinks so long that nothing is left for the answer, unless it has room for a few thousand tokens. */
export function thinksLong(content: unknown, ending: Ending): Player {
  return ({ max_tokens: most, max_completion_tokens: mostOfAll }) =>
    (most ?? mostOfAll ?? Infinity) < 2000
      ? says("", { finish: "length", ...ending })
      : says(content, ending);
}

export const refusal: Reply = says(null, { refusal: "I can't help with that." });

export const filtered: Reply = says('{"items": [', { finish: "content_filter" });

/** Azure's filter over the question. */
export const questionFiltered: Reply = error(400, {
  message: "The response was filtered due to the prompt triggering the content management policy.",
  code: "content_filter",
});

export const emptyAnswer: Reply = says("");

export function busy(headers: Readonly<Record<string, string>> = {}): Reply {
  const body = {
    error: { message: "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded" },
  };
  return { kind: "sent", status: 429, body: JSON.stringify(body), headers };
}

export const outOfCredit: Reply = error(429, {
  message: "You exceeded your current quota, please check your plan and billing details.",
  code: "insufficient_quota",
});

export const broken = (status = 500): Reply => error(status, { message: "The server had an error." });

/** A proxy in between says so in its own way. */
export const gateway: Reply = { kind: "sent", status: 502, body: "<html><h1>502 Bad Gateway</h1></html>" };

export const noCompletion: Reply = json(200, { object: "list", data: [] });

export const noJson: Reply = { kind: "sent", status: 200, body: "<html>It works!</html>" };

export const elsewhere = (location: string): Reply => ({
  kind: "sent",
  status: 307,
  body: "",
  headers: { location },
});

export const dropped: Reply = { kind: "dropped" };
export const silent: Reply = { kind: "silent" };
export const stalled: Reply = { kind: "stalled", body: '{"choices": [' };
export const flood: Reply = { kind: "flood" };

/** A refusal in the words of OpenAI. */
export function error(
  status: number,
  { message, ...more }: { readonly message: string; readonly code?: string; readonly param?: string },
): Reply {
  return json(status, {
    error: { message, type: "invalid_request_error", param: null, code: null, ...more },
  });
}

function json(status: number, body: unknown): Reply {
  return { kind: "sent", status, body: JSON.stringify(body) };
}
