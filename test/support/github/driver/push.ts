import { branchMoved } from "../acts/branch-moved.ts";
import { commitFiles, type Files } from "../git/commit.ts";
import { resolveCommit } from "../git/repository.ts";
import type { Repository } from "../records.ts";
import { accountOf, type World } from "../world.ts";

/** A commit to push. `from`: the commit or branch to put it on, by force where the branch stands elsewhere. */
export interface Push {
  readonly files: Files;
  /** The default branch when left out. */
  readonly branch?: string;
  /** The branch's own head when left out, or for a new branch the default branch's. */
  readonly from?: string;
  readonly message?: string;
  readonly author?: string;
}

/** Pushes one commit; pull requests of the branch follow, and the App hears of it. Gives the commit's sha. */
export async function pushCommit(world: World, repository: Repository, push: Push): Promise<string> {
  const { directory, defaultBranch } = repository;
  const branch = push.branch ?? defaultBranch;
  const by = push.author ?? "author";
  const start = push.from ?? `refs/heads/${branch}`;
  const sha = await commitFiles(directory, {
    branch,
    parent: (await resolveCommit(directory, start)) ?? (await resolveCommit(directory, defaultBranch)),
    files: push.files,
    message: push.message ?? `Change ${Object.keys(push.files).join(", ")}`,
    author: by,
    at: world.now(),
  });
  await branchMoved(world, repository, { branch, sha, by: accountOf(world, by) });
  return sha;
}
