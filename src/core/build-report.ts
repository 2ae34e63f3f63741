import { groupByType } from "./diff/by-type.ts";
import { isCosmetic, partsOf, subjectOf, type Change } from "./diff/change.ts";
import type { Artifacts, Side } from "./manifest/artifacts.ts";
import type { ComparedSql, SqlComparison } from "./sql/sql-comparison.ts";
import type { UsageLog } from "./usage/usage-log.ts";
import type { Fidelity, Finding, Impact, Report, ReportChange } from "./report.ts";
import { concludeVerdict } from "./findings/conclude.ts";
import { draftFromTemplate } from "./draft/template.ts";

/** What the stages of a review came to. */
export interface ReviewParts {
  readonly request: Report["request"];
  readonly artifacts: Artifacts;
  readonly changes: readonly Change[];
  readonly sql: SqlComparison;
  readonly impact: readonly Impact[];
  readonly findings: readonly Finding[];
  /** What query logs say; null without one. */
  readonly usage: UsageLog | null;
  /** What every stage could not see. */
  readonly fidelity: readonly Fidelity[];
  /** Stages and rules that failed: they make a review without findings incomplete. */
  readonly failures: readonly Fidelity[];
  readonly generator: Report["generator"];
}

/** Puts the report together: the one value that renderers and publishers read. */
export function buildReport(parts: ReviewParts): Report {
  const compared = new Map(parts.sql.compared.map((each) => [each.uniqueId, each]));
  const changes = parts.changes.map((change) => reportChange(change, compared.get(change.uniqueId)));
  const isPartial = parts.failures.length > 0 || changes.some(isUncompared);
  const verdict = concludeVerdict(parts.findings, isPartial);
  return {
    schema: "headgate.report/v1",
    generator: parts.generator,
    request: parts.request,
    artifacts: { base: summaryOf(parts.artifacts.base), head: summaryOf(parts.artifacts.head) },
    fidelity: [...parts.fidelity, ...parts.failures],
    verdict,
    changes,
    impact: [...parts.impact],
    findings: [...parts.findings],
    usage: usageOf(parts.usage),
    draft: draftFromTemplate({ verdict, changes, findings: parts.findings }),
  };
}

function usageOf(log: UsageLog | null): Report["usage"] {
  if (log === null) return null;
  const { window, queries, parsedShare, sources } = log.header;
  return {
    window: window === null ? null : { ...window },
    queries,
    parsedShare: Math.round(parsedShare * 1000) / 1000,
    sources: [...sources],
  };
}

/** The author's own SQL that nobody compared; what a package or a macro brings is told in other ways. */
export function isUncompared({ origin, sql }: ReportChange): boolean {
  return origin === "author" && sql?.class === "unknown";
}

function summaryOf({ project }: Side): Report["artifacts"]["base"] {
  const { dbtVersion, schemaVersion, adapterType, projectName } = project.metadata;
  const nodes = groupByType(project);
  const compiled = nodes.of("model").filter(({ isCompiled }) => isCompiled).length;
  return {
    dbtVersion,
    schemaVersion,
    adapterType,
    projectName,
    nodes: nodes.size,
    compiled,
  };
}

/** A change as the report tells it: without the two objects, an edit of mere formatting called so. */
function reportChange(change: Change, compared: ComparedSql | undefined): ReportChange {
  const subject = subjectOf(change);
  const formatting = change.edits.some((edit) => edit.aspect === "formatting" && isCosmetic(edit));
  return {
    uniqueId: change.uniqueId,
    resourceType: change.resourceType,
    name: subject.name,
    path: subject.path,
    kind: change.kind,
    ...(change.kind === "renamed" ? { from: change.from } : {}),
    parts: partsOf(change).map((part) => (part === "body" && formatting ? "formatting" : part)),
    origin: change.origin,
    dbtSelectsIt: change.dbtSelectsIt,
    columns: [...change.columns],
    sql: sqlOf(change, compared),
  };
}

/**
 * How the SQL of a model or snapshot differs. Formatting means nothing; where nothing could be compared it is only known
 * that the text differs.
 */
function sqlOf(change: Change, compared: ComparedSql | undefined): ReportChange["sql"] {
  if (change.resourceType !== "model" && change.resourceType !== "snapshot") return null;
  if (compared !== undefined) {
    const { class: sqlClass, edits } = compared.change;
    const rendered = compared.rendered === undefined ? {} : { rendered: true as const };
    return { class: sqlClass, edits: [...edits], ...rendered };
  }
  const body = change.edits.find((edit) => edit.part === "body");
  return body === undefined ? null : { class: body.aspect === "formatting" ? "none" : "unknown", edits: [] };
}
