import { compareSql } from "./compare-sql.ts";
import { compareUnions } from "./compare-unions.ts";
import { buildReport } from "./core/build-report.ts";
import type { Config } from "./core/config.ts";
import type { Change } from "./core/diff/change.ts";
import { diffProjects } from "./core/diff/diff-projects.ts";
import { renamedIds } from "./core/diff/renamed-ids.ts";
import { traceFidelity, unionFidelity } from "./core/columns/fidelity.ts";
import { compareFidelity } from "./core/fidelity.ts";
import { judge } from "./core/findings/judge.ts";
import { assessImpact } from "./core/impact/assess-impact.ts";
import { graphs } from "./core/lineage/graph.ts";
import type { Artifacts } from "./core/manifest/artifacts.ts";
import { isSameProject } from "./core/manifest/same-project.ts";
import type { Report } from "./core/report.ts";
import { rawFidelity } from "./core/sql/raw-fidelity.ts";
import { withSqlColumns } from "./core/sql/sql-columns.ts";
import { projectUse } from "./core/usage/project-use.ts";
import { withinPrivacy } from "./core/usage/privacy.ts";
import { usageFidelity } from "./core/usage/usage-fidelity.ts";
import type { UsageLog } from "./core/usage/usage-log.ts";
import { ArtifactError } from "./errors.ts";
import type { ArtifactSource, Clock, SqlEngine } from "./ports.ts";
import { contextFor } from "./rules/context.ts";
import { rules } from "./rules/index.ts";
import { SideReader } from "./side-reader.ts";
import { traceColumns } from "./trace-columns.ts";
import type { UsageSource } from "./usage-ports.ts";

/** What to review: where the artifacts of both sides are, and how to judge. */
export interface ReviewRequest {
  /** A manifest or the folder that holds it. */
  readonly base: string;
  readonly head: string;
  readonly config: Config;
  /** The `dbt_project.yml` of both sides, null where there is none; left out where it lies beside the artifacts, if anywhere. */
  readonly projectFiles?: ProjectFiles;
  /** Usage snapshots; none where nobody gave one. */
  readonly usage?: readonly string[];
  /** What the two sides are on the code host; left out where nobody said, as on the command line. */
  readonly request?: Report["request"];
}

/** The text of each side's `dbt_project.yml`. */
export interface ProjectFiles {
  readonly base: string | null;
  readonly head: string | null;
}

/** What a review needs from outside. */
export interface ReviewPorts {
  readonly artifacts: ArtifactSource;
  readonly sql: SqlEngine;
  readonly usage: Pick<UsageSource, "readSnapshots">;
  readonly clock: Clock;
  /** Headgate's own version. */
  readonly version: string;
}

/** A review, and what it was made of, for those who ask further. */
export interface Reviewed {
  readonly report: Report;
  readonly artifacts: Artifacts;
  /** Null without a query log. */
  readonly usage: UsageLog | null;
}

/**
 * The report of a review. Throws `ArtifactError` when a side has no usable manifest or the two are of different
 * projects; everything less is said in the report's `fidelity`.
 */
export async function review(request: ReviewRequest, ports: ReviewPorts): Promise<Report> {
  const { report } = await reviewSides(request, ports);
  return report;
}

/** The whole review, top to bottom. Throws as `review` does. */
export async function reviewSides(request: ReviewRequest, ports: ReviewPorts): Promise<Reviewed> {
  const startedAt = ports.clock.now();
  const { projectFiles: files } = request;
  ports.artifacts.expect?.(request.base, request.head);
  const base = await ports.artifacts.readSide(request.base, undefined, files?.base);
  const head = await ports.artifacts.readSide(request.head, base.project, files?.head);
  if (!isSameProject(base.project, head.project)) throw twoProjects(request);
  const artifacts = { base, head };

  const differing = diffProjects(artifacts);
  const reader = new SideReader(artifacts, differing, ports.sql);
  const sql = await compareSql(differing, reader);
  const changes = withSqlColumns(differing, sql, artifacts);
  const lineage = graphs(base.project, head.project);
  const columns = await traceColumns({ artifacts, changes, sql, graphs: lineage }, reader);
  const unions = await compareUnions({ artifacts, changes, sql, graphs: lineage }, reader);
  const log = await readUsage(request, changes, ports.usage);
  const use = projectUse(log, base.project, renamedIds(changes));
  const found = { sql, columns, positional: unions.shifted, graphs: lineage, use };
  const context = contextFor(artifacts, changes, found);
  const impact = assessImpact(artifacts, changes, { columns, use });
  const { findings, failures } = judge({ rules, context, impact, config: request.config });
  const fidelity = [
    ...base.notes,
    ...head.notes,
    ...rawFidelity(reader.texts.read, artifacts),
    ...compareFidelity(artifacts, sql),
    ...traceFidelity(artifacts, columns),
    ...unionFidelity(artifacts, unions),
    ...usageFidelity(log, head.project),
  ];

  const report = buildReport({
    request: request.request ?? nobodySaid,
    artifacts,
    changes,
    sql,
    impact,
    findings,
    usage: log,
    fidelity,
    failures,
    generator: {
      version: ports.version,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: ports.clock.now() - startedAt,
    },
  });
  return { report, artifacts, usage: log };
}

/** What logs say, with the queries that read what changed, as far as it may be told. */
async function readUsage(
  { usage: files = [], config }: ReviewRequest,
  changes: readonly Change[],
  source: ReviewPorts["usage"],
): Promise<UsageLog | null> {
  if (files.length === 0) return null;
  const ids = changes.flatMap((change) =>
    change.kind === "renamed" ? [change.from, change.uniqueId] : [change.uniqueId],
  );
  return withinPrivacy(await source.readSnapshots(files, ids), config.privacy);
}

const nobodySaid: Report["request"] = {
  repository: null,
  pullRequest: null,
  base: { sha: null, ref: null },
  head: { sha: null, ref: null },
};

function twoProjects(request: ReviewRequest): ArtifactError {
  return new ArtifactError("two-projects", {
    what: `${request.base} and ${request.head} are manifests of two different projects.`,
    why: "No model, seed, snapshot or source has the same unique_id, or the same path and name, in both.",
    todo: "Give the manifests of one project, before and after the change.",
  });
}
