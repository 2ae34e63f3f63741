import { z } from "zod";

/** `draft` of `.github/headgate.yml`. Each description is the documentation of its key. */

const model = z.string().min(1, "must name a model").max(200);
const price = z.number().nonnegative();
const limit = z.number().int().nonnegative();

const Send = z.strictObject({
  sql: z
    .boolean()
    .default(true)
    .describe("Short expressions from before and after, without the texts that they compare with."),
  descriptions: z.boolean().default(true).describe("Descriptions of models and columns."),
  owners: z.boolean().default(true).describe("Names of dbt groups, never of people."),
  usage: z.boolean().default(true).describe("How many queries and how many people, never who or what."),
});

const Budgets = z.strictObject({
  pull_tokens: limit
    .default(200_000)
    .describe("Tokens in and out for one pull request, over all its heads and commands."),
  day_tokens: limit.default(2_000_000).describe("Tokens in and out for the repository in a day (UTC)."),
  day_cost: price
    .optional()
    .describe("Money for the repository in a day (UTC), in the currency of `prices`. Left out: no limit."),
});

const Price = z.strictObject({
  input: price.describe("A million tokens of input."),
  cached: price
    .optional()
    .describe("A million tokens of input that the endpoint had cached. Left out: as `input`."),
  output: price.describe("A million tokens of output."),
});

export const Draft = z.strictObject({
  mode: z
    .enum(["auto", "small", "large", "off"])
    .default("auto")
    .describe(
      "`auto`: a language model words the review if one is set up, the small or the large one by the weight of each part. `small`, `large`: always that one. `off`: templates only, nothing is sent.",
    ),
  models: z
    .strictObject({
      small: model.optional().describe("For easy parts."),
      large: model.optional().describe("For hard parts, and where an answer of the small one did not hold."),
    })
    .optional()
    .describe("Names of models at the endpoint. Left out: those that the operator set."),
  prices: z
    .record(z.string(), Price)
    .optional()
    .describe(
      "By the name of the model, what tokens cost. A model without a price is counted in tokens alone.",
    ),
  budgets: Budgets.optional().describe("Where they are spent, templates word the review, and it says so."),
  send: Send.optional().describe(
    "Kinds of facts that may be sent beside names, types, numbers and the sentences of findings.",
  ),
});

export type Draft = z.infer<typeof Draft>;
