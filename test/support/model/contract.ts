import { error } from "./replies.ts";
import type { Reply } from "./reply.ts";
import type { ChatRequest } from "./request.ts";

/** What any server takes; some refuse all else. */
const known = new Set([
  "model",
  "messages",
  "response_format",
  "temperature",
  "max_tokens",
  "max_completion_tokens",
]);

/** What of a request not every server would take, in words. */
export function faultsOf(request: ChatRequest): readonly string[] {
  const extra = Object.keys(request).filter((key) => !known.has(key));
  const roles = request.messages.map(({ role }) => role);
  return [
    ...extra.map((key) => `${key} is not known to every server`),
    ...(request.messages.length === 0 ? ["no messages"] : []),
    ...roles.filter((role) => !["system", "user", "assistant"].includes(role)).map((role) => `role ${role}`),
  ];
}

/** OpenAI refuses `json_object` where no message says the word. */
export function refusalOfForm({ response_format: form, messages }: ChatRequest): Reply | null {
  if (form?.type !== "json_object" || messages.some(({ content }) => /json/iu.test(content))) return null;
  return error(400, {
    message:
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    param: "messages",
  });
}
