import { error } from "./replies.ts";
import type { Reply } from "./reply.ts";
import type { ChatRequest } from "./request.ts";

/** What a server may not take of a request, in the words of one that is known for it. */
const refusals = {
  json_schema: (request) =>
    request.response_format?.type === "json_schema" &&
    error(400, {
      message: "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      param: "response_format",
    }),
  json_object: (request) =>
    request.response_format?.type === "json_object" &&
    plain(400, "This model does not support response format"),
  /** llama.cpp: a grammar that it cannot build. */
  grammar: (request) =>
    request.response_format?.type === "json_schema" && plain(400, "failed to parse grammar"),
  /** Groq: its model did not keep to the form. */
  groq: (request) =>
    request.response_format?.type === "json_schema" &&
    error(400, { message: "Failed to generate JSON.", code: "json_validate_failed" }),
  /** OpenAI's reasoning models. */
  temperature: (request) =>
    request.temperature !== undefined &&
    error(400, {
      message: "Unsupported value: 'temperature' does not support 0 with this model.",
      param: "temperature",
    }),
  max_tokens: (request) =>
    request.max_tokens !== undefined &&
    error(400, {
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      param: "max_tokens",
    }),
  /** A server with a schema of its own for requests (FastAPI). */
  max_completion_tokens: (request) =>
    request.max_completion_tokens !== undefined &&
    plain(422, [{ loc: ["body", "max_completion_tokens"], msg: "Extra inputs are not permitted" }]),
} as const satisfies Record<string, (request: ChatRequest) => Reply | false>;

/** A thing that a server refuses. */
export type Refused = keyof typeof refusals;

/** The refusal of the first thing that the server does not take; null when it takes all. */
export function refusalFor(request: ChatRequest, refused: readonly Refused[]): Reply | null {
  for (const one of refused) {
    const refusal = refusals[one](request);
    if (refusal !== false) return refusal;
  }
  return null;
}

function plain(status: number, detail: unknown): Reply {
  return { kind: "sent", status, body: JSON.stringify({ detail }) };
}
