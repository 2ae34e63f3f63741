import { pullName, type PullKey, type RepositoryKey, type Sha } from "./core/pull/pull.ts";
import type { GivenCommand, PullWork, ReviewReason } from "./core/pull/work.ts";
import type { Forge } from "./ports.ts";
import { readCommentMemory } from "./pull/comment-memory.ts";
import { giveUp } from "./pull/give-up.ts";
import { faultFields } from "./pull/problems.ts";
import type { ShownReview } from "./pull/publish-review.ts";
import type { PullPorts } from "./pull/pull-ports.ts";
import { workOnPull } from "./pull/work-on-pull.ts";

/** What an event asks for on one pull request, or on those of a head. */
export interface Wanted {
  readonly repository: RepositoryKey;
  readonly pull: number | { readonly atHead: Sha };
  readonly review: ReviewReason | null;
  readonly command: GivenCommand | null;
}

/** What a run in GitHub Actions needs from outside. */
export type ActionPorts = Omit<PullPorts, "isNewest" | "memory" | "signer">;

/** How the run on one pull request ended. */
export type ActionResult =
  | { readonly kind: "done"; readonly pull: number; readonly shown: ShownReview | null }
  | { readonly kind: "failed"; readonly pull: number; readonly error: unknown };

/** How often work begins anew when another run wrote into the comment meanwhile. */
const MOST_ATTEMPTS = 3;

/**
 * One run inside GitHub Actions: the same work as on the server, with the comment as its only memory. A failure on one pull
 * request is said there and in the result, and does not keep the next one from being looked at.
 */
export async function runAction(
  wanted: readonly Wanted[],
  ports: ActionPorts,
): Promise<readonly ActionResult[]> {
  const results: ActionResult[] = [];
  for (const work of await worksOf(wanted, ports.forge)) results.push(await runOn(work, ports));
  return results;
}

/** The work that an event asks for, pull request by pull request. */
type Asked = Omit<PullWork, "state">;

async function worksOf(wanted: readonly Wanted[], forge: Forge): Promise<readonly Asked[]> {
  const works = new Map<string, Asked>();
  for (const { repository, pull, review, command } of wanted) {
    const numbers = typeof pull === "number" ? [pull] : await pullsAt(pull.atHead, forge);
    for (const number of numbers) {
      const key: PullKey = { ...repository, number };
      const known = works.get(pullName(key)) ?? { pull: key, review: null, commands: [], leftHeads: [] };
      const commands = command === null ? known.commands : [...known.commands, command];
      works.set(pullName(key), { ...known, review: review ?? known.review, commands });
    }
  }
  return [...works.values()];
}

/** Events leave out the numbers of pull requests from forks: they are found by their head. */
async function pullsAt(head: Sha, forge: Forge): Promise<readonly number[]> {
  const found: number[] = [];
  for (const number of await forge.listOpenPulls()) {
    if ((await forge.readPull(number)).head.sha === head) found.push(number);
  }
  return found;
}

async function runOn(asked: Asked, ports: ActionPorts): Promise<ActionResult> {
  const { number } = asked.pull;
  try {
    return { kind: "done", pull: number, shown: await review(asked, ports) };
  } catch (error) {
    ports.log.error({ pull: pullName(asked.pull), ...faultFields(error) }, "work failed");
    await sayGivenUp(asked, error, ports);
    return { kind: "failed", pull: number, error };
  }
}

async function review(asked: Asked, ports: ActionPorts): Promise<ShownReview | null> {
  for (let attempt = 1; ; attempt += 1) {
    const { state, forge, isUnchanged } = await readCommentMemory(asked.pull, ports.forge, ports.log);
    const outcome = await workOnPull(
      { ...asked, state },
      { ...ports, forge, isNewest: isUnchanged, memory: "comment", signer: null },
    );
    // A head that moved has a run of its own.
    if (outcome.owed === null || attempt === MOST_ATTEMPTS) return outcome.shown;
  }
}

async function sayGivenUp(asked: Asked, error: unknown, ports: ActionPorts): Promise<void> {
  try {
    const { state, forge, isUnchanged } = await readCommentMemory(asked.pull, ports.forge, ports.log);
    await giveUp({ ...asked, state }, error, {
      ...ports,
      forge,
      isNewest: isUnchanged,
      memory: "comment",
      signer: null,
    });
  } catch (failure) {
    ports.log.error(
      { pull: pullName(asked.pull), ...faultFields(failure) },
      "the failure cannot be said on the pull request",
    );
  }
}
