import type { Artifacts } from "../core/manifest/artifacts.ts";
import type { ProjectReview, PullFacts } from "../core/pull/project-review.ts";
import type { UsageLog } from "../core/usage/usage-log.ts";
import type { PullState } from "../core/pull/state.ts";
import { applyWaivers } from "../core/pull/apply-waivers.ts";
import type { SidesFinder } from "./find-sides.ts";
import type { PullAtHand } from "./pull-at-hand.ts";
import type { PullPorts } from "./pull-ports.ts";
import { reviewProject } from "./review-project.ts";

/** Gives the facts of a pull request as they stand with a state. Throws `ForgeError`. */
export type FactsReader = (state: PullState) => Promise<PullFacts>;

/** Reviews every project when it is first asked, and once: whoever asks again gets the same review, with the waivers of then. */
export function readFacts(hand: PullAtHand, find: SidesFinder, ports: PullPorts): FactsReader {
  let made: Promise<PullFacts> | null = null;
  return async (state) => {
    const { reviews, ...rest } = await (made ??= gather(hand, find, ports));
    return { ...rest, reviews: reviews.map((review) => withWaivers(review, state)) };
  };
}

/** Reviews the projects one after the other: two large manifests are enough for the memory of one process. */
async function gather(hand: PullAtHand, find: SidesFinder, ports: PullPorts): Promise<PullFacts> {
  const reviews: ProjectReview[] = [];
  const artifacts: Record<string, Artifacts> = {};
  const usage: Record<string, UsageLog> = {};
  for (const found of await find()) {
    const reviewed = await reviewProject({ hand, found }, ports);
    reviews.push(reviewed.review);
    if (reviewed.artifacts !== null) artifacts[found.project] = reviewed.artifacts;
    if (reviewed.usage !== null) usage[found.project] = reviewed.usage;
  }
  return { reviews, artifacts, usage, codeowners: await readCodeowners(hand, ports) };
}

/** Where GitHub looks for the file, in its order. */
const CODEOWNERS_PATHS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

async function readCodeowners({ pull }: PullAtHand, { forge }: PullPorts): Promise<string | null> {
  for (const path of CODEOWNERS_PATHS) {
    const text = await forge.readFile(path, pull.base.sha);
    if (text !== null) return text;
  }
  return null;
}

function withWaivers(review: ProjectReview, { waivers }: PullState): ProjectReview {
  return review.report === null ? review : { ...review, report: applyWaivers(review.report, waivers) };
}
