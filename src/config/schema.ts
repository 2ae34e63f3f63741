import { z } from "zod";

/**
 * `.github/headgate.yml`. Each description is the documentation of its key: `docs/configuration.md`
 * and `headgate schema config` are generated from here. Checks that need more than the shape
 * (known rule ids) are in `parse-config.ts`, so that the JSON Schema stays exact.
 */

const severity = z.enum(["off", "note", "warning", "error"]);

const RuleOverride = z.strictObject({
  paths: z
    .array(z.string())
    .optional()
    .describe(
      "Globs over the path of the object, relative to the dbt project: `*` within a folder, `**` over folders; a folder fits all that is in it. One that fits is enough.",
    ),
  tags: z.array(z.string()).optional().describe("dbt tags of the object. One that it has is enough."),
  severity: severity.describe("The severity where this override fits."),
});

const RuleSettings = z.strictObject({
  severity: severity.optional().describe("The severity wherever no override fits. Left out: the rule's own."),
  overrides: z
    .array(RuleOverride)
    .optional()
    .describe(
      "Exceptions for part of the project, by `paths`, by `tags`, or by both (then both must fit). The last one that fits wins.",
    ),
});

export const ConfigFile = z.strictObject({
  version: z.literal(1).describe("The version of this format. Required."),
  rules: z
    .record(z.string(), z.union([severity, RuleSettings]))
    .optional()
    .describe(
      "By rule id (`headgate rules` lists them): a severity, or an object with `severity` and `overrides`. `error` raises only what is proven, the rest of that rule stops at `warning`.",
    ),
  block: z
    .union([z.enum(["proven-errors", "never"]), z.array(z.string())])
    .default("proven-errors")
    .describe(
      "Which findings may fail the check: `proven-errors` of every rule, `never` any, or those of a list of rule ids. Nothing but a proven error ever does. This is about the check run of the GitHub App, which is not built yet; the exit code of the command follows `--fail-on`.",
    ),
  draft: z
    .strictObject({
      mode: z
        .enum(["auto", "off"])
        .default("auto")
        .describe("`auto`: a language model words the review if one is set up. `off`: templates only."),
    })
    .optional()
    .describe("How the review is worded. Facts, severities and the verdict never depend on it."),
});

export type ConfigFile = z.infer<typeof ConfigFile>;

/** Keys of the format whose part of Headgate does not exist yet, with what they are for. Using one is an error. */
export const notBuiltYet: ReadonlyMap<string, string> = new Map([
  ["projects", "folders of dbt projects in a monorepo"],
  ["artifacts", "where manifests come from"],
  ["usage", "query logs"],
  ["status", "history of runs and of source freshness"],
  ["comment", "the pull request comment"],
  ["checks", "the check run"],
  ["commands", "slash commands"],
  ["owners", "further owners"],
  ["privacy", "what may be shown and kept"],
  ["draft.models", "which language models are used"],
  ["draft.budgets", "limits of cost"],
  ["draft.send", "which data may leave"],
]);

/** Values of the format, by key, that are not built yet either. */
export const notBuiltValues: ReadonlyMap<string, readonly string[]> = new Map([
  ["draft.mode", ["small", "large"]],
]);
