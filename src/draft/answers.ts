import { z } from "zod";
import type { JsonObject } from "../core/json.ts";

/**
 * What models answer, as it is asked for and as it is read: one definition for both. Within the limits of strict structured
 * output: a root object, every key required, nothing more.
 */

const text = z.string();

/** What zod makes is JSON. The draft that it names is what some endpoints stumble over. */
const JsonSchema = z
  .record(z.string(), z.json())
  .transform(({ $schema: _draft, ...schema }): JsonObject => schema);

const ReviewAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      findings: z.array(text),
      why: text,
      ask: text,
      suggestion: text.nullable(),
    }),
  ),
});

const LeadAnswer = z.strictObject({ lead: text });

/** The answer to a question: whether the facts hold it, and what they say. */
const QuestionAnswer = z.strictObject({ holds: z.boolean(), answer: text });

const ExplainAnswer = z.strictObject({ text });

const DescriptionsAnswer = z.strictObject({
  descriptions: z.array(z.strictObject({ name: text, text })),
});

/** A kind of answer: its name and schema for the endpoint, and how its text is read. */
export interface AnswerKind<T> {
  readonly name: string;
  readonly schema: JsonObject;
  /** Null where the text holds no such answer. */
  readonly read: (text: string) => T | null;
}

export const reviewAnswer = kindOf("review", ReviewAnswer);
export const leadAnswer = kindOf("lead", LeadAnswer);
export const questionAnswer = kindOf("answer", QuestionAnswer);
export const explainAnswer = kindOf("explanation", ExplainAnswer);
export const descriptionsAnswer = kindOf("descriptions", DescriptionsAnswer);

function kindOf<T>(name: string, type: z.ZodType<T>): AnswerKind<T> {
  return {
    name,
    schema: JsonSchema.parse(z.toJSONSchema(type)),
    read: (written) => {
      for (const candidate of candidatesIn(written)) {
        const parsed = type.safeParse(parsedJson(candidate));
        if (parsed.success) return parsed.data;
      }
      return null;
    },
  };
}

/** Longer answers are no answers. */
const MOST_CHARACTERS = 60_000;

/** Where the JSON of an answer may be: the whole text, a fenced block, or what stands between the outer braces. */
function candidatesIn(written: string): readonly string[] {
  const text = written.slice(0, MOST_CHARACTERS);
  const fenced = /```(?:json)?\s*(\{.*\})\s*```/su.exec(text)?.[1];
  const braced = text.slice(Math.max(text.indexOf("{"), 0), text.lastIndexOf("}") + 1);
  return [text, fenced ?? "", braced].filter((candidate) => candidate !== "");
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
