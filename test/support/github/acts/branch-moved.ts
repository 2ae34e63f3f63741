import { bringCommit } from "../git/repository.ts";
import type { Account, Repository } from "../records.ts";
import { emitPull } from "../webhooks/pull-event.ts";
import type { World } from "../world.ts";
import { changePull } from "./open-pull.ts";

/** A branch and where it stands after a push; null when it was deleted. */
export interface MovedBranch {
  readonly branch: string;
  readonly sha: string | null;
  readonly by: Account;
}

/** Brings the open pull requests of a branch to its new head and tells the App; closes them when the branch is gone. CI runs last. */
export async function branchMoved(world: World, source: Repository, moved: MovedBranch): Promise<void> {
  const pulls = world.repositories.flatMap((one) => one.pulls).filter((pull) => pull.state === "open");
  for (const pull of pulls.filter((one) => one.source === source && one.headRef === moved.branch)) {
    if (moved.sha === null) {
      await changePull(world, pull, { to: "closed", by: moved.by });
    } else if (moved.sha !== pull.headSha) {
      const kept = { sha: moved.sha, ref: `refs/pull/${pull.number}/head` };
      await bringCommit(pull.repository.directory, source.directory, kept);
      const heads = { before: pull.headSha, after: moved.sha };
      pull.headSha = moved.sha;
      pull.updatedAt = world.now();
      await emitPull(world, pull, { action: "synchronize", by: moved.by, about: heads });
    }
  }
  if (moved.sha !== null) await world.onPush?.(source, moved.branch, moved.sha);
}
