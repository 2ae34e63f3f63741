import { APIConnectionError, APIError, APIUserAbortError, OpenAI } from "openai";
import { cappedFetch, TooLarge } from "./capped-fetch.ts";
import { parseCompletion, type Completion } from "./completion.ts";
import type { Endpoint } from "./endpoint.ts";
import type { RequestBody } from "./request-body.ts";
import { retryAfter } from "./retry-after.ts";

/** What came of one request. */
export type Reply =
  | { readonly kind: "completed"; readonly completion: Completion }
  /** `said`: what the server wrote, which nobody may be shown; `wait`: how long it asks to wait, null where it does not. */
  | { readonly kind: "refused"; readonly status: number; readonly said: string; readonly wait: number | null }
  | { readonly kind: "unreachable" }
  /** A good status, and no chat completion in it. */
  | { readonly kind: "unreadable"; readonly isTooLarge: boolean }
  | { readonly kind: "aborted" };

/** Sends one request, once. Never rejects. */
export type Chat = (body: RequestBody, signal: AbortSignal) => Promise<Reply>;

/** The client insists on a key; servers without one ignore it. */
const NO_KEY = "none";

/**
 * Chat completions of an endpoint. The client's own retries are off, because it obeys any `Retry-After` and sleeps through an
 * abort; its log is off too, because it would name what was sent.
 */
export function openChat({ baseUrl, apiKey }: Pick<Endpoint, "baseUrl" | "apiKey">, now: () => number): Chat {
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? NO_KEY,
    maxRetries: 0,
    logLevel: "off",
    fetch: cappedFetch,
  });
  return async (body, signal) => {
    try {
      const completion = parseCompletion(await client.chat.completions.create(body, { signal }));
      return completion === null
        ? { kind: "unreadable", isTooLarge: false }
        : { kind: "completed", completion };
    } catch (error) {
      return signal.aborted ? { kind: "aborted" } : replyOf(error, now());
    }
  };
}

function replyOf(error: unknown, now: number): Reply {
  if (error instanceof APIUserAbortError) return { kind: "aborted" };
  if (error instanceof APIConnectionError) {
    return error.cause instanceof TooLarge
      ? { kind: "unreadable", isTooLarge: true }
      : { kind: "unreachable" };
  }
  if (error instanceof APIError && typeof error.status === "number") {
    const wait = error.headers instanceof Headers ? retryAfter(error.headers, now) : null;
    return { kind: "refused", status: error.status, said: error.message, wait };
  }
  // The body is no JSON.
  return { kind: "unreadable", isTooLarge: false };
}
