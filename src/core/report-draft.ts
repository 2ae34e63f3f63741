import { z } from "zod";

/** The part of the report that a model may write: words, never facts. */

const tokens = z.object({ input: z.number().int(), output: z.number().int() });

const DraftTask = z.object({
  id: z.string().describe("T1, T2, …, and lead."),
  findings: z.array(z.string()),
  route: z.enum(["small", "large"]).describe("Which model the router chose."),
  why: z.string().describe("The row of the router's table that decided."),
  outcome: z
    .enum(["drafted", "repaired", "partial", "template"])
    .describe(
      "repaired: the second answer held. partial: some findings have the words of a template. template: all of them have.",
    ),
  failure: z.string().optional().describe("Why there was no answer that held."),
  model: z.string().nullable(),
  calls: z.number().int(),
  tokens,
});

/** How a review is worded, and what that took. */
export const Draft = z.object({
  origin: z.enum(["model", "template"]),
  reason: z
    .string()
    .optional()
    .describe("Why a template worded the review, or a part of it, although a model could have."),
  lead: z.string(),
  items: z.array(
    z.object({ findings: z.array(z.string()), text: z.string(), suggestion: z.string().optional() }),
  ),
  models: z.array(z.string()),
  tokens,
  cost: z
    .number()
    .nullable()
    .optional()
    .describe(
      "In the currency of the configured prices; null where a model has none. Left out by a template.",
    ),
  tasks: z.array(DraftTask).optional().describe("What models were asked. Left out where none was."),
  dropped: z
    .record(z.string(), z.number().int())
    .optional()
    .describe("How many sentences of models were thrown away, by reason."),
});

export type Draft = z.infer<typeof Draft>;
export type DraftTask = z.infer<typeof DraftTask>;
