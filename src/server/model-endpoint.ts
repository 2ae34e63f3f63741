import type { Endpoint } from "../edges/llm/endpoint.ts";
import { KnownError } from "../errors.ts";
import type { Environment } from "./private-key.ts";

const OPENAI = "https://api.openai.com/v1";

/**
 * The endpoint of language models that whoever runs Headgate names in the environment; null where there is neither a key nor an
 * address. Throws `KnownError` where one of them cannot be used.
 */
export function readEndpoint(env: Environment): Endpoint | null {
  const apiKey = given(env, "OPENAI_API_KEY");
  const address = given(env, "OPENAI_BASE_URL");
  if (apiKey === null && address === null) return null;
  return {
    baseUrl: readAddress(address ?? OPENAI),
    apiKey,
    models: { small: given(env, "HEADGATE_MODEL_SMALL"), large: given(env, "HEADGATE_MODEL_LARGE") },
    dayTokens: readTokens(given(env, "HEADGATE_TOKENS_PER_DAY")),
  };
}

function given(env: Environment, name: string): string | null {
  const value = env[name]?.trim() ?? "";
  return value === "" ? null : value;
}

/** An address as it is asked for, or as it is often copied. It is not repeated: it may hold a password. */
function readAddress(text: string): string {
  const why = faultOf(URL.canParse(text) ? new URL(text) : null);
  if (why === null) return text.replace(/\/+$/u, "").replace(/\/chat\/completions$/u, "");
  throw new KnownError("model-address-invalid", {
    what: "OPENAI_BASE_URL cannot be used.",
    why,
    todo: "Set it to what stands before /chat/completions, such as http://localhost:11434/v1; a key belongs into OPENAI_API_KEY.",
  });
}

function faultOf(url: URL | null): string | null {
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    return "It is no address that begins with http:// or https://.";
  }
  if (url.username !== "" || url.password !== "") return "It holds a user or a password.";
  return url.search === "" && url.hash === "" ? null : "It holds a query, which would stand in the middle.";
}

function readTokens(text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new KnownError("tokens-per-day-invalid", {
    what: `HEADGATE_TOKENS_PER_DAY is "${text}".`,
    why: "It is the number of tokens that models may take in a day for all repositories together.",
    todo: "Set it to a number, or leave it out for no limit.",
  });
}
