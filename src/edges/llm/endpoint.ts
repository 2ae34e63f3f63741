import type { ModelSize } from "../../core/draft/model-call.ts";
import type { DraftSettings } from "../../core/draft/settings.ts";

/** A server that speaks OpenAI's chat completions, as whoever runs Headgate names it in the environment. */
export interface Endpoint {
  /** For example `https://api.openai.com/v1`, without a slash at the end. */
  readonly baseUrl: string;
  /** Null where the server wants none, as those on one's own machine do. */
  readonly apiKey: string | null;
  /** Names of models there; null where none is set. */
  readonly models: Readonly<Record<ModelSize, string | null>>;
  /** Tokens in and out for all repositories together in a day (UTC); null for no limit. */
  readonly dayTokens: number | null;
}

/**
 * The name of the model of a size: the repository's before the operator's, and the other size's where none is named for this
 * one. Null where no model is named at all.
 */
export function modelOf(
  size: ModelSize,
  wanted: DraftSettings["models"],
  { models }: Endpoint,
): string | null {
  const other = size === "small" ? "large" : "small";
  return wanted[size] ?? models[size] ?? wanted[other] ?? models[other];
}
