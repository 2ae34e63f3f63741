import type { Config } from "../core/config.ts";
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
  const made = new Map<Config["draft"]["mode"], Promise<PullFacts>>();
  return async (state) => {
    const { mode } = draftFor(hand, state);
    const facts = made.get(mode) ?? gather({ hand, find, draft: { mode } }, ports);
    made.set(mode, facts);
    const { reviews, ...rest } = await facts;
    return { ...rest, reviews: reviews.map((review) => withWaivers(review, state)) };
  };
}

/** What a fork says reaches a model only at a head that somebody with write access looked at. */
export function draftFor(
  { pull, config }: Pick<PullAtHand, "pull" | "config">,
  { allowedHeads }: PullState,
): Config["draft"] {
  const isAllowed = !pull.isFork || allowedHeads.includes(pull.head.sha);
  return isAllowed ? config.draft : { mode: "off" };
}

interface Gathering {
  readonly hand: PullAtHand;
  readonly find: SidesFinder;
  readonly draft: Config["draft"];
}

/** Reviews the projects one after the other: two large manifests are enough for the memory of one process. */
async function gather({ hand, find, draft }: Gathering, ports: PullPorts): Promise<PullFacts> {
  const reviews: ProjectReview[] = [];
  const artifacts: Record<string, Artifacts> = {};
  const usage: Record<string, UsageLog> = {};
  for (const found of await find()) {
    const reviewed = await reviewProject({ hand, found, draft }, ports);
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
