import type { Config } from "../core/config.ts";
import type { Artifacts } from "../core/manifest/artifacts.ts";
import type { Problem, ProjectReview } from "../core/pull/project-review.ts";
import { pullName } from "../core/pull/pull.ts";
import type { Report } from "../core/report.ts";
import { ForgeError } from "../errors.ts";
import { reviewSides } from "../review.ts";
import { notesOn } from "./artifact-notes.ts";
import { faultFields, notFound, ofAnotherCommit, problemOf, type LookedAt } from "./problems.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";

/** What came of one project, and its artifacts where they could be read. */
export interface ReviewedProject {
  readonly review: ProjectReview;
  readonly artifacts: Artifacts | null;
}

/** One dbt project of a pull request. */
export interface ProjectAtHand {
  readonly hand: PullAtHand;
  /** Its folder. */
  readonly project: string;
  /** `off` where no model may word the review. */
  readonly draft: Config["draft"];
}

/**
 * Reviews one dbt project. Whatever goes wrong becomes a problem of this project, so that it never hides another one.
 * Only a `ForgeError` is thrown on: the code host could not be asked, and the whole work is tried again.
 */
export async function reviewProject(at: ProjectAtHand, ports: PullPorts): Promise<ReviewedProject> {
  const sides: LookedAt[] = [];
  try {
    const head = await lookFor(at, "head", ports);
    sides.push(head);
    const base = await lookFor(at, "base", ports);
    sides.push(base);
    return await reviewFound(at, { base, head }, ports);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    const fields = { pull: pullName(at.hand.key), project: at.project, ...faultFields(error) };
    ports.log.warn(fields, "a project could not be reviewed");
    return failed(at, problemOf(error, sides));
  }
}

async function lookFor(at: ProjectAtHand, side: LookedAt["side"], ports: PullPorts): Promise<LookedAt> {
  const { pull, mergeBase, config } = at.hand;
  const sha = side === "head" ? pull.head.sha : mergeBase;
  const search = await ports.findArtifacts({
    forge: ports.forge,
    repository: repositoryOf(at.hand),
    places: config.artifacts,
    project: at.project,
    side,
    sha,
    branch: pull[side].ref,
    isFork: side === "head" && pull.isFork,
  });
  return { side, sha, search };
}

type Sides = Readonly<Record<LookedAt["side"], LookedAt>>;

async function reviewFound(at: ProjectAtHand, sides: Sides, ports: PullPorts): Promise<ReviewedProject> {
  const { base, head } = sides;
  const locations = { base: base.search.location, head: head.search.location };
  if (locations.head === null) return failed(at, notFound(head));
  if (locations.base === null) return failed(at, notFound(base));
  if (![null, head.sha].includes(head.search.builtFrom)) return failed(at, ofAnotherCommit(head));
  const { report, artifacts } = await reviewSides(
    {
      base: locations.base,
      head: locations.head,
      config: { ...at.hand.config, draft: at.draft },
      request: requestOf(at.hand),
    },
    ports,
  );
  const notes = notesOn(sides, at.hand);
  return { review: { project: at.project, report, problem: null, notes }, artifacts };
}

function requestOf(hand: PullAtHand): Report["request"] {
  const { pull, mergeBase } = hand;
  return {
    repository: repositoryOf(hand),
    pullRequest: pull.number,
    base: { sha: mergeBase, ref: pull.base.ref },
    head: { sha: pull.head.sha, ref: pull.head.ref },
  };
}

function repositoryOf({ key }: PullAtHand): string {
  return `${key.owner}/${key.repository}`;
}

function failed({ project }: ProjectAtHand, problem: Problem): ReviewedProject {
  return { review: { project, report: null, problem, notes: [] }, artifacts: null };
}
