import { z } from "zod";

/** A path inside the repository: nothing that begins at the root, climbs out of a folder or is written the Windows way. */
const INSIDE = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\\p{Cc}]+$/u;

/** Text with no other braces than those of the three placeholders. */
const PLACEHOLDERS = /^(?:[^{}\p{Cc}]|\{(?:project|sha|branch)\})+$/u;

const onlyPlaceholders = "may hold {project}, {sha} and {branch}, and no other braces";

const inRepository = "must be a path inside the repository, without `..`, with forward slashes";

export const ProjectFolder = z.string().regex(INSIDE, inRepository);

/** GitHub shows the name in lists and branch protection; an empty or huge one is of no use there. */
export const CheckName = z
  .string()
  .regex(/^[^\p{Cc}]{1,100}$/u, "must have 1 to 100 characters, on one line");

/** Webhooks keep lines that begin with a slash and a letter; what else a comment says is not kept. */
export const CommandPrefix = z
  .string()
  .regex(/^\/[A-Za-z][A-Za-z0-9_-]{0,38}$/u, "must be one word of letters, digits and dashes after `/`");

const Side = z
  .enum(["base", "head", "both"])
  .default("both")
  .describe("Which side it has: `base`, `head` or `both`.");

/** Exactly one of its keys is written: checked by `parse-config.ts`, told to editors by the counts. */
export const ArtifactPlace = z
  .strictObject({
    actions: z
      .strictObject({
        name: z
          .string()
          .regex(PLACEHOLDERS, onlyPlaceholders)
          .describe("The artifact's name, as the workflow uploads it."),
      })
      .optional()
      .describe(
        "An artifact that a GitHub Actions workflow of the repository uploaded: of head from the head itself, of base from the merge base or its newest ancestor that has one.",
      ),
    git: z
      .strictObject({
        path: z
          .string()
          .regex(INSIDE, inRepository)
          .regex(PLACEHOLDERS, onlyPlaceholders)
          .describe("A manifest, or the folder that holds it."),
        branch: z
          .string()
          .regex(PLACEHOLDERS, onlyPlaceholders)
          .optional()
          .describe("A branch of its own. Left out: the commit itself."),
      })
      .optional()
      .describe("Artifacts that are committed to the repository."),
    url: z
      .strictObject({
        url: z
          .string()
          .regex(
            /^https:\/\/[^/{}@]+\/./u,
            "must begin with https:// and name a host, without placeholders or credentials in it",
          )
          .regex(PLACEHOLDERS, onlyPlaceholders)
          .describe("An https address; its host must be on the list of the server's operator."),
        side: Side,
      })
      .optional()
      .describe("Artifacts at an address, such as those of the nightly production run."),
    "dbt-cloud": z
      .strictObject({
        account: z.int().positive("must be a positive number").describe("The number of the account."),
        job: z.int().positive("must be a positive number").describe("The number of the job."),
        side: Side,
      })
      .optional()
      .describe(
        "Artifacts of a job of the dbt platform; its host and token are set by the server's operator.",
      ),
  })
  .meta({ minProperties: 1, maxProperties: 1 });
export type ArtifactPlace = z.infer<typeof ArtifactPlace>;
