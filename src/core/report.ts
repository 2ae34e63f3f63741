import { z } from "zod";
import { Draft } from "./report-draft.ts";
import { sqlEditKinds } from "./sql/compare/edit.ts";

/**
 * The report: one JSON value that holds the whole review. Renderers, publishers and slash commands read only this.
 * Its JSON Schema is `headgate schema report`; the meaning of each key stands in its description.
 */

const uniqueId = z.string().describe("dbt's unique_id, as dbt writes it.");
const severity = z.enum(["error", "warning", "note"]);
const certainty = z
  .enum(["proven", "structural", "heuristic"])
  .describe(
    "proven: follows from the artifacts alone. structural: follows from the SQL's structure. heuristic: worth a look. Only proven findings may be errors.",
  );
const resourceType = z.enum([
  "model",
  "source",
  "seed",
  "snapshot",
  "test",
  "unit_test",
  "exposure",
  "metric",
  "semantic_model",
  "saved_query",
  "group",
  "macro",
  "analysis",
  "operation",
  "function",
]);

const Commit = z.object({
  sha: z.string().nullable().describe("Full commit sha; null when the review was not given one."),
  ref: z.string().nullable(),
});

const ArtifactSummary = z.object({
  dbtVersion: z.string().describe("As the manifest writes it; empty when it does not say."),
  schemaVersion: z.string().nullable().describe('The number of the manifest schema, "12" for v12.'),
  adapterType: z.string().nullable(),
  projectName: z.string().nullable(),
  nodes: z.number().int().describe("Enabled objects, macros not counted."),
  compiled: z.number().int().describe("Models with compiled code."),
});

export const Owner = z.object({
  kind: z.enum(["exposure", "group", "codeowners", "meta", "history", "user"]),
  name: z.string(),
  via: z.string().describe("The object or file that names the owner."),
});

const Usage = z.object({
  queries: z.number().int(),
  people: z.number().int(),
  teams: z
    .array(z.object({ name: z.string(), people: z.number().int() }))
    .optional()
    .describe("How many of the people are of which team, where `privacy` asks for teams."),
  tools: z.array(z.object({ name: z.string(), queries: z.number().int() })),
  dashboards: z.array(z.string()),
  lastUsedAt: z.string().nullable(),
  evidence: z.enum(["access_history", "engine", "parsed", "name"]),
});

export const Fidelity = z.object({
  input: z.string().describe("The artifact, stage or rule that is meant."),
  state: z.enum(["used", "partial", "missing", "unreadable"]),
  effect: z.string().describe("What the review could not see, or saw less well."),
  fix: z.string().describe("The one thing to do about it; empty when nothing is to be done."),
});

const ColumnChange = z.object({
  name: z.string(),
  kind: z.enum(["added", "removed", "renamed", "type_changed", "redefined", "nullability_changed"]),
  from: z.string().optional().describe("The old name, type or state."),
  to: z.string().optional().describe("The new type or state."),
  certainty,
});

const SqlEdit = z.object({
  kind: z.enum(sqlEditKinds),
  scope: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  written: z
    .string()
    .optional()
    .describe(
      "The text of both sides where they write the same and mean something else; before and after tell it apart.",
    ),
  line: z.number().int().optional(),
});

export const ReportChange = z.object({
  uniqueId,
  resourceType,
  name: z.string(),
  path: z.string(),
  kind: z.enum(["added", "removed", "modified", "renamed"]),
  from: uniqueId.optional().describe("renamed: the id of the same object in base."),
  parts: z
    .array(z.string())
    .describe(
      "Which parts differ, in dbt's words: body, configs, relation, contract, columns, definition, …",
    ),
  origin: z
    .enum(["author", "package", "upstream"])
    .describe(
      "author: this project's text. package: an installed package. upstream: reached through a macro or var.",
    ),
  dbtSelectsIt: z.boolean().describe("What dbt's own state:modified would say."),
  columns: z.array(ColumnChange),
  sql: z
    .object({
      class: z.enum(["none", "additive", "columns", "rows", "unknown"]),
      edits: z.array(SqlEdit),
      rendered: z
        .literal(true)
        .optional()
        .describe(
          "The lines of edits are those of SQL that Headgate rendered from raw code, not of compiled code.",
        ),
    })
    .nullable()
    .describe("How the SQL differs; null when SQL was not compared."),
});

const Impact = z.object({
  uniqueId,
  resourceType,
  name: z.string(),
  distance: z.number().int().describe("Edges from the nearest changed object."),
  reach: z.enum(["column", "rows", "model"]).describe("Why it is affected."),
  because: z.array(
    z.object({
      uniqueId,
      columns: z.array(z.string()).nullable(),
      path: z.array(uniqueId).describe("From the changed object to this one, both included."),
    }),
  ),
  columns: z.array(z.string()).nullable(),
  usage: Usage.nullable(),
  owners: z.array(Owner),
  priority: z.number().min(0).max(1),
  tier: z.enum(["critical", "high", "medium", "low"]).describe("Cut from priority."),
});

export const Evidence = z.object({
  kind: z
    .string()
    .describe("What it shows: column, constraint, config, test, metric, contract, description, …"),
  uniqueId,
  column: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  path: z.string().optional(),
  line: z.number().int().optional(),
  text: z.string().optional(),
});

export const Finding = z.object({
  id: z.string().describe("F1, F2, …: for people, in order of importance."),
  fingerprint: z
    .string()
    .describe(
      "Stays from push to push as long as the problem does: no line number, wording or order goes into it.",
    ),
  rule: z.string(),
  category: z.enum([
    "contract",
    "docs",
    "metric",
    "guarantee",
    "rows",
    "lifecycle",
    "operations",
    "ownership",
  ]),
  severity,
  certainty,
  subject: z.object({ uniqueId, column: z.string().optional() }),
  title: z.string().describe("What. Names stand in backticks."),
  why: z.string().describe("Why it matters."),
  fix: z.string().describe("What to do."),
  evidence: z.array(Evidence),
  location: z.object({ path: z.string(), line: z.number().int().optional() }).nullable(),
  affected: z.array(uniqueId).describe("What downstream is hit, nearest first."),
  usage: Usage.nullable(),
  owners: z.array(Owner),
  waived: z.object({ by: z.string(), reason: z.string(), at: z.string() }).nullable(),
});

export const Report = z.object({
  schema: z.literal("headgate.report/v1"),
  generator: z
    .object({ version: z.string(), startedAt: z.string(), durationMs: z.number() })
    .describe("The only part that differs between two runs on the same inputs."),
  request: z.object({
    repository: z.string().nullable(),
    pullRequest: z.number().int().nullable(),
    base: Commit,
    head: Commit,
  }),
  artifacts: z.object({ base: ArtifactSummary, head: ArtifactSummary }),
  fidelity: z.array(Fidelity).describe("What the review could and could not see."),
  verdict: z.enum(["breaking", "risky", "clean", "incomplete"]),
  changes: z.array(ReportChange),
  impact: z.array(Impact),
  findings: z.array(Finding),
  usage: z
    .object({
      window: z.object({ from: z.string(), to: z.string() }).nullable(),
      queries: z.number().int(),
      parsedShare: z.number(),
      sources: z.array(z.string()),
    })
    .nullable()
    .describe("Null when no query log was given: that is not the same as unused."),
  draft: Draft,
});

export type { Draft, DraftTask } from "./report-draft.ts";
export type Report = z.infer<typeof Report>;
export type ReportChange = z.infer<typeof ReportChange>;
export type Fidelity = z.infer<typeof Fidelity>;
export type Finding = z.infer<typeof Finding>;
export type Evidence = z.infer<typeof Evidence>;
export type Impact = z.infer<typeof Impact>;
export type Owner = z.infer<typeof Owner>;
export type ColumnChange = z.infer<typeof ColumnChange>;
export type Severity = z.infer<typeof severity>;
export type Certainty = z.infer<typeof certainty>;
export type Category = Finding["category"];
export type Verdict = Report["verdict"];
