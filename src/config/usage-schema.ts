import { z } from "zod";
import { Pattern } from "./pattern.ts";

const UsageTool = z
  .strictObject({
    name: z.string().min(1).describe("What the review calls the tool."),
    application: Pattern.optional().describe("What the client calls itself, as a regular expression."),
    text: z
      .string()
      .min(1)
      .optional()
      .describe("A text that only this tool writes into its statements or tags."),
    dashboard: Pattern.optional().describe(
      "Where statement or tags name the dashboard, as a regular expression whose first group is the name.",
    ),
  })
  .refine(({ application, text }) => application !== undefined || text !== undefined, {
    message: "needs `application` or `text`",
  });

/** Schema, or database and schema; no other braces than those of the placeholder. */
const PLACE = /^(?:[^{}.*\s]|\{custom\})+(?:\.(?:[^{}.*\s]|\{custom\})+)?$/u;
const PLACE_PATTERN = /^(?:[^{}.\s]|\{custom\})+(?:\.(?:[^{}.\s]|\{custom\})+)?$/u;

const UsageEnvironment = z.strictObject({
  manifest: z
    .string()
    .regex(PLACE_PATTERN, "must be `schema` or `database.schema`, with `*` and `{custom}`")
    .describe(
      "Where the manifest has an object: `schema` or `database.schema`. `*` stands for any letters, `{custom}` for the `schema` that the project configures for the object.",
    ),
  log: z
    .string()
    .regex(PLACE, "must be `schema` or `database.schema`, with `{custom}` and without `*`")
    .describe("Where the log has it: `schema` or `database.schema`, `{custom}` as above."),
});

export const Usage = z.strictObject({
  ignore_users: z
    .array(z.string().min(1))
    .optional()
    .describe("Users whose queries are no use, in any case; `*` stands for any letters."),
  tools: z.array(UsageTool).optional().describe("Tools of your own, looked for before those that are known."),
  environments: z
    .array(UsageEnvironment)
    .optional()
    .describe(
      "Where query logs have what the manifest has elsewhere, such as production's schemas for those of CI; the first that fits an object is its own. Left out: names that differ are inferred where many of them agree, and then nothing is called unused.",
    ),
});

const Team = z.strictObject({
  name: z.string().min(1).describe("What the review calls the team."),
  users: z
    .array(z.string().min(1))
    .min(1, "must name at least one user")
    .describe("Its users as the log names them, in any case; `*` stands for any letters."),
});

export const Privacy = z
  .strictObject({
    people: z
      .enum(["counts", "teams", "names"])
      .default("counts")
      .describe(
        "What a usage snapshot keeps of the people in a query log, and what is told of it: how many they are (`counts`), how many of each team (`teams`), or their names too (`names`).",
      ),
    teams: z
      .array(Team)
      .optional()
      .describe(
        "Who is of which team; the first that a user fits. Whoever is of none counts among the others.",
      ),
  })
  .refine(({ people, teams = [] }) => people !== "teams" || teams.length > 0, {
    message: "needs `teams` where `people` is `teams`",
  });
