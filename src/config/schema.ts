import { z } from "zod";
import { Draft } from "./draft-schema.ts";
import { ArtifactPlace, CheckName, CommandPrefix, ProjectFolder } from "./place-schema.ts";
import { Privacy, Usage } from "./usage-schema.ts";

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

/** The verbs of slash commands, fixed by the contract. A test holds them and `src/commands/index.ts` together. */
const verbs = [
  "help",
  "review",
  "explain",
  "impact",
  "usage",
  "owners",
  "ask",
  "docs",
  "waive",
  "unwaive",
  "good",
  "bad",
  "why",
  "pause",
  "resume",
  "config",
  "ok",
] as const;

const Comment = z.strictObject({
  mode: z
    .enum(["auto", "off"])
    .default("auto")
    .describe(
      "`auto`: one comment, edited in place, where the verdict is breaking or risky or somebody asks. `off`: the check run alone.",
    ),
  inline: z
    .boolean()
    .default(false)
    .describe("At most five comments on lines of the diff, of high importance only, ready to commit."),
  drafts: z.boolean().default(true).describe("Whether pull requests that are drafts are reviewed."),
});

const Checks = z.strictObject({
  name: CheckName.default("headgate").describe(
    "The name of the check run, as branch protection asks for it.",
  ),
  annotations: z.boolean().default(true).describe("Whether findings are marked on changed lines."),
});

const Commands = z.strictObject({
  prefix: CommandPrefix.default("/headgate").describe("What a command line begins with."),
  allow: z
    .partialRecord(z.enum(verbs), z.enum(["write", "triage", "read"]))
    .optional()
    .describe(
      "By verb, the permission that its author needs, where it differs from the command's own (`/headgate help` lists them).",
    ),
});

export const ConfigFile = z.strictObject({
  version: z.literal(1).describe("The version of this format. Required."),
  projects: z
    .array(ProjectFolder)
    .min(1, "must name at least one folder")
    .optional()
    .describe(
      "Folders of the dbt projects in the repository, `.` for the repository itself (the default). Each gets its own section of the review.",
    ),
  artifacts: z
    .array(ArtifactPlace)
    .min(1, "must name at least one place")
    .optional()
    .describe(
      "Where the artifacts of a commit are, tried in this order; each item holds one of the keys below. Default: `actions` with the name `dbt-{project}`. `{project}` stands for the project's folder with slashes made dashes (`root` for `.`), `{sha}` and `{branch}` for the commit and its branch.",
    ),
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
      "Which findings may fail the check run: `proven-errors` of every rule, `never` any, or those of a list of rule ids. Nothing but a proven error ever does. The exit code of `headgate review` follows `--fail-on` instead.",
    ),
  comment: Comment.optional().describe("The comment on the pull request."),
  checks: Checks.optional().describe("The check run."),
  commands: Commands.optional().describe("Slash commands in comments."),
  usage: Usage.optional().describe("How query logs are read by `headgate usage build`."),
  privacy: Privacy.optional().describe("What may be kept and shown."),
  draft: Draft.optional().describe(
    "How the review is worded. Facts, severities and the verdict never depend on it. What is sent where, and what it costs: docs/drafting.md.",
  ),
});

export type ConfigFile = z.infer<typeof ConfigFile>;

/** Keys of the format whose part of Headgate does not exist yet, with what they are for. Using one is an error. */
export const notBuiltYet: ReadonlyMap<string, string> = new Map([
  ["status", "history of runs and of source freshness"],
  ["owners", "further owners"],
]);
