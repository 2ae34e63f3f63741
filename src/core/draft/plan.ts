import type { Finding } from "../report.ts";
import { clusterFindings, type Cluster } from "./cluster.ts";
import { routeTask, traitsOf, type Route } from "./route.ts";
import type { DraftSettings } from "./settings.ts";

/** Calls of one review, the repair of an answer and the lead included. */
export const MOST_CALLS = 4;
/** Tokens of all prompts of one review. */
export const MOST_PROMPT_TOKENS = 12_000;
/** Findings that models word; what comes after them has the words of its rule. */
const MOST_FINDINGS = 24;
/** Parts of a review that are asked for at once; the fourth call is for the lead or a repair. */
const MOST_TASKS = 3;
/** A part smaller than this goes to another one of the same route. */
const FULL_TASK = 8;

/** One call's worth of a review: clusters that are worded together. */
export interface Task {
  /** `T1`, … */
  readonly id: string;
  readonly clusters: readonly Cluster[];
  readonly route: Route;
}

/** The findings that are to be worded: open, and more than a note. */
export function wantedFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ waived, severity }) => waived === null && severity !== "note");
}

/**
 * The tasks of a review, in its order of importance. Clusters that need a large model are worded apart from those that do
 * not, so that easy work stays cheap. None: there is nothing that a model would say better than a template.
 */
export function planDraft(findings: readonly Finding[], settings: DraftSettings): readonly Task[] {
  const wanted = wantedFindings(findings).slice(0, MOST_FINDINGS);
  const clusters = clusterFindings(wanted, settings.send);
  const hard: Cluster[] = [];
  const easy: Cluster[] = [];
  for (const cluster of clusters) {
    const { to } = routeTask(traitsOf([cluster]), settings.mode);
    if (to === "large") hard.push(cluster);
    else if (to === "small") easy.push(cluster);
  }
  const parts =
    hard.length === 0 ? parted(easy, MOST_TASKS) : [...parted(hard, MOST_TASKS - 1), ...parted(easy, 1)];
  return parts.map((part, index) => ({
    id: `T${index + 1}`,
    clusters: part,
    // All clusters of a part go the same way.
    route: routeTask(traitsOf(part.slice(0, 1)), settings.mode),
  }));
}

/** Clusters in at most so many parts of about the same number of findings, in their order. */
function parted(clusters: readonly Cluster[], most: number): readonly (readonly Cluster[])[] {
  const total = clusters.reduce((sum, { findings }) => sum + findings.length, 0);
  const size = Math.max(FULL_TASK, Math.ceil(total / most));
  const parts: Cluster[][] = [];
  let room = 0;
  for (const cluster of clusters) {
    if (room < cluster.findings.length && parts.length < most) {
      parts.push([]);
      room = size;
    }
    parts.at(-1)?.push(cluster);
    room -= cluster.findings.length;
  }
  return parts;
}
