import { mergeBase } from "../git/diff.ts";
import { bringCommit, resolveCommit } from "../git/repository.ts";
import { invalid } from "../http/refusal.ts";
import type { Account, Pull, Repository } from "../records.ts";
import { emitPull } from "../webhooks/pull-event.ts";
import type { World } from "../world.ts";

export interface NewPull {
  readonly author: Account;
  /** The repository that the head lies in: the same one, or a fork of it. */
  readonly source: Repository;
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly isDraft: boolean;
}

/** Opens a pull request and tells the App. Throws 422 when there is nothing to merge. */
export async function openPull(world: World, repository: Repository, asked: NewPull): Promise<Pull> {
  const base = await resolveCommit(repository.directory, `refs/heads/${asked.base}`);
  const head = await resolveCommit(asked.source.directory, `refs/heads/${asked.head}`);
  if (base === null) throw invalid({ resource: "PullRequest", field: "base", code: "invalid" });
  if (head === null) throw invalid({ resource: "PullRequest", field: "head", code: "invalid" });
  const number = repository.pulls.length + 1;
  const kept = { sha: head, ref: `refs/pull/${number}/head` };
  await bringCommit(repository.directory, asked.source.directory, kept);
  if ((await mergeBase(repository.directory, base, head)) === head) {
    throw invalid({
      resource: "PullRequest",
      code: "custom",
      message: `No commits between ${asked.base} and ${asked.head}`,
    });
  }
  const pull = newPull(world, repository, { ...asked, sha: head, number });
  repository.pulls.push(pull);
  await emitPull(world, pull, { action: "opened", by: asked.author });
  return pull;
}

/** Closes, reopens, drafts or un-drafts a pull request and tells the App. */
export async function changePull(
  world: World,
  pull: Pull,
  change: { readonly to: "open" | "closed" | "ready" | "draft"; readonly by: Account },
): Promise<void> {
  pull.updatedAt = world.now();
  if (change.to === "open" || change.to === "closed") pull.state = change.to;
  else pull.isDraft = change.to === "draft";
  const actions = {
    open: "reopened",
    closed: "closed",
    ready: "ready_for_review",
    draft: "converted_to_draft",
  } as const;
  await emitPull(world, pull, { action: actions[change.to], by: change.by });
}

/** Lets a pull request go into another branch and tells the App. */
export async function retargetPull(world: World, pull: Pull, base: string): Promise<void> {
  const changes = { base: { ref: { from: pull.baseRef } } };
  pull.baseRef = base;
  pull.updatedAt = world.now();
  await emitPull(world, pull, { action: "edited", by: pull.author, about: { changes } });
}

function newPull(
  world: World,
  repository: Repository,
  made: NewPull & { readonly sha: string; readonly number: number },
): Pull {
  const at = world.now();
  return {
    id: world.nextId(),
    number: made.number,
    repository,
    author: made.author,
    title: made.title,
    body: made.body,
    createdAt: at,
    updatedAt: at,
    source: made.source,
    sourceOwner: made.source.owner.login,
    headRef: made.head,
    headSha: made.sha,
    baseRef: made.base,
    state: "open",
    isDraft: made.isDraft,
    isLocked: false,
    mergedAt: null,
    comments: [],
    reviewComments: [],
    reviews: [],
    reactions: [],
  };
}
