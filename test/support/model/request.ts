/** A request for a chat completion, as far as the stand-in looks at it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: {
    readonly type: "json_schema" | "json_object" | "text";
    readonly json_schema?: {
      readonly name: string;
      readonly strict?: boolean;
      readonly schema: Readonly<Record<string, unknown>>;
    };
  };
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

/** Every word of a request, for a test that looks for one. */
export function wordsOf({ messages }: ChatRequest): string {
  return messages.map(({ content }) => content).join("\n");
}

/** The schema that the answer is to fit: where the request names it, or where it is written into a message. */
export function schemaIn({
  response_format: form,
  messages,
}: ChatRequest): Readonly<Record<string, unknown>> | null {
  if (form?.json_schema !== undefined) return form.json_schema.schema;
  const lines = messages.flatMap(({ content }) => content.split("\n")).filter((line) => line.startsWith("{"));
  for (const line of lines.toReversed()) {
    const value = parsed(line);
    if (value !== null && "properties" in value) return value;
  }
  return null;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
