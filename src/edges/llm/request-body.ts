import type { OpenAI } from "openai";
import type { ModelCall } from "../../core/draft/model-call.ts";
import type { Dialect } from "./dialect.ts";

export type RequestBody = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** Tokens for the thoughts of a model that thinks. */
const ROOM_TO_THINK = 4000;

/** The part of a call that is sent. */
export type Question = Pick<ModelCall, "messages" | "answer" | "maxTokens">;

/**
 * The request in a dialect. Nothing else is sent: tools, `seed`, `n`, `user` and the like are refused by one server or
 * another, and none is needed.
 */
export function requestBody(question: Question, model: string, dialect: Dialect): RequestBody {
  const { limit, hasTemperature, thinks } = dialect;
  return {
    model,
    messages: messagesFor(question, dialect),
    ...formFor(question, dialect),
    ...(limit === null ? {} : { [limit]: question.maxTokens + (thinks ? ROOM_TO_THINK : 0) }),
    ...(hasTemperature ? { temperature: 0 } : {}),
  };
}

function formFor({ answer }: Question, { rung }: Dialect): Pick<RequestBody, "response_format"> {
  if (rung === "text") return {};
  if (rung === "json_object") return { response_format: { type: "json_object" } };
  const { name, schema } = answer;
  return { response_format: { type: "json_schema", json_schema: { name, schema, strict: true } } };
}

/** Where the server does not see the schema, the model does: with the first message, so that what is cached stays the same. */
function messagesFor({ messages, answer }: Question, { rung }: Dialect): RequestBody["messages"] {
  if (rung === "json_schema") return [...messages];
  const form = `Answer with one JSON object and nothing else. It keeps to this JSON Schema:\n${JSON.stringify(answer.schema)}`;
  const [first, ...rest] = messages;
  if (first?.role !== "system") return [{ role: "system", content: form }, ...messages];
  return [{ role: "system", content: `${first.content}\n\n${form}` }, ...rest];
}
