import type { Artifacts } from "../core/manifest/artifacts.ts";
import type { Problem, ProjectReview } from "../core/pull/project-review.ts";
import { pullName } from "../core/pull/pull.ts";
import type { Report } from "../core/report.ts";
import type { UsageLog } from "../core/usage/usage-log.ts";
import { ForgeError } from "../errors.ts";
import { reviewSides } from "../review.ts";
import { notesOn } from "./artifact-notes.ts";
import { projectFiles } from "./project-files.ts";
import { readableSnapshots } from "./readable-snapshots.ts";
import type { ProjectSides } from "./find-sides.ts";
import { faultFields, notFound, ofAnotherCommit, problemOf } from "./problems.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** What came of one project, and its artifacts where they could be read. */
export interface ReviewedProject {
  readonly review: ProjectReview;
  readonly artifacts: Artifacts | null;
  readonly usage: UsageLog | null;
}

/** One dbt project of a pull request. */
export interface ProjectAtHand {
  readonly hand: PullAtHand;
  readonly found: ProjectSides;
}

/**
 * Reviews one dbt project. Whatever goes wrong becomes a problem of this project, so that it never hides another one.
 * Only a `ForgeError` is thrown on: the code host could not be asked, and the whole work is tried again.
 */
export async function reviewProject(at: ProjectAtHand, ports: PullPorts): Promise<ReviewedProject> {
  const { hand, found } = at;
  try {
    if (found.kind === "failed") throw found.error;
    return await reviewFound(at, found, ports);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    const fields = { pull: pullName(hand.key), project: found.project, ...faultFields(error) };
    ports.log.warn(fields, "a project could not be reviewed");
    return failed(at, problemOf(error, found.kind === "failed" ? [] : [found.head, found.base]));
  }
}

async function reviewFound(
  at: ProjectAtHand,
  { head, base }: Extract<ProjectSides, { kind: "looked" }>,
  ports: PullPorts,
): Promise<ReviewedProject> {
  const { hand, found } = at;
  const locations = { base: base.search.location, head: head.search.location };
  if (locations.head === null) return failed(at, notFound(head));
  if (locations.base === null) return failed(at, notFound(base));
  if (![null, head.sha].includes(head.search.builtFrom)) return failed(at, ofAnotherCommit(head));
  const snapshots = await readableSnapshots(hand, ports);
  const settings = await projectFiles(found.project, { base, head }, ports.forge);
  const { report, artifacts, usage } = await reviewSides(
    {
      base: locations.base,
      head: locations.head,
      projectFiles: settings.files,
      config: hand.config,
      request: requestOf(hand),
      usage: snapshots.files,
    },
    ports,
  );
  const notes = [...notesOn({ base, head }, hand), ...settings.notes, ...snapshots.notes];
  return { review: { project: found.project, report, problem: null, notes }, artifacts, usage };
}

function requestOf(hand: PullAtHand): Report["request"] {
  const { pull, mergeBase } = hand;
  return {
    repository: `${hand.key.owner}/${hand.key.repository}`,
    pullRequest: pull.number,
    base: { sha: mergeBase, ref: pull.base.ref },
    head: { sha: pull.head.sha, ref: pull.head.ref },
  };
}

function failed({ found }: ProjectAtHand, problem: Problem): ReviewedProject {
  return {
    review: { project: found.project, report: null, problem, notes: [] },
    artifacts: null,
    usage: null,
  };
}
