import { graphs } from "../lineage/graph.ts";
import type { Artifacts } from "../manifest/artifacts.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Finding, Report, ReportChange } from "../report.ts";
import { isTold } from "../told.ts";

/** A change of the pull request that may move a metric. */
export interface Cause {
  readonly change: ReportChange;
  /** From the changed object to the metric, both included; the metric alone when it changed itself. */
  readonly path: readonly UniqueId[];
  /** Open findings about the changed object, gravest first. */
  readonly findings: readonly Finding[];
}

/**
 * The changes upstream of a metric, the likeliest first: its own definition, then what a grave finding is about, then what
 * is near. Base and head are walked together, so that what no longer feeds the metric is found too.
 */
export function causesOf(metric: UniqueId, report: Report, { base, head }: Artifacts): readonly Cause[] {
  const paths = new Map<UniqueId, readonly UniqueId[]>([[metric, [metric]]]);
  for (const { uniqueId, path } of graphs(base.project, head.project).union.upstream([metric]))
    paths.set(uniqueId, [...path].reverse());
  const causes: Cause[] = [];
  for (const change of report.changes) {
    const path = paths.get(change.uniqueId) ?? paths.get(change.from ?? "");
    if (path !== undefined && isTold(change))
      causes.push({ change, path, findings: findingsOn(change, report) });
  }
  return causes.sort(byLikelihood);
}

function findingsOn({ uniqueId, from }: ReportChange, { findings }: Report): readonly Finding[] {
  return findings.filter(
    ({ subject, waived }) => waived === null && (subject.uniqueId === uniqueId || subject.uniqueId === from),
  );
}

const SEVERITIES: readonly Finding["severity"][] = ["error", "warning", "note"];

function byLikelihood(left: Cause, right: Cause): number {
  const own = Number(right.path.length === 1) - Number(left.path.length === 1);
  const grave = gravityOf(left) - gravityOf(right);
  const near = left.path.length - right.path.length;
  return own || grave || near || (left.change.uniqueId < right.change.uniqueId ? -1 : 1);
}

function gravityOf({ findings }: Cause): number {
  const [first] = findings;
  return first === undefined ? SEVERITIES.length : SEVERITIES.indexOf(first.severity);
}
