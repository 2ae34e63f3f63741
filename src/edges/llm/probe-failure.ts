import type { Fidelity } from "../../core/report.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Failed } from "./outcome.ts";

/** Characters of what a server says that are shown. */
const MOST_SAID = 200;

/** A failure as it is told to whoever runs Headgate: with the server's own words, which nobody else may see. */
export function failureLine(
  { failure, why, status, said }: Failed,
  model: string,
  { baseUrl, apiKey }: Pick<Endpoint, "baseUrl" | "apiKey">,
): Omit<Fidelity, "input"> {
  const words = said === null ? "" : ` It says: ${wordsOf(said, apiKey)}`;
  return {
    state: "unreadable",
    effect: `\`${model}\` at ${baseUrl}: ${why}${words}`,
    fix: FIXES[String(status)] ?? FIXES[failure] ?? "Look at the server's own log.",
  };
}

const ADDRESS =
  "Check OPENAI_BASE_URL: it is what stands before /chat/completions, and mostly ends with /v1.";

/** By status of HTTP, then by failure. */
const FIXES: Readonly<Record<string, string>> = {
  401: "Check OPENAI_API_KEY.",
  403: "Check OPENAI_API_KEY, and that it may use this model.",
  404: `Check the name of the model. ${ADDRESS}`,
  429: "Wait, or raise the limits of the account.",
  "endpoint-down": `See that the server runs and that this machine reaches it. ${ADDRESS}`,
  timeout: "Use a faster model: a review waits 90 seconds at most.",
  rejected: ADDRESS,
  length: "Use a model that thinks less: its answer did not fit into 2,000 tokens.",
};

/** What a server wrote, without the key and whatever else looks like one. */
function wordsOf(said: string, apiKey: string | null): string {
  const message = /"(?:message|detail)"\s*:\s*"((?:[^"\\]|\\.)*)"/u.exec(said)?.[1] ?? said;
  const line = message.replaceAll(/\\n|\s+/gu, " ").trim();
  const bare = apiKey === null ? line : line.replaceAll(apiKey, "…");
  return bare.replaceAll(/[\w*-]{24,}|\bsk-[\w*-]+/gu, "…").slice(0, MOST_SAID);
}
