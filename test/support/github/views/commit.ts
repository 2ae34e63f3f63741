import type { DiffFile } from "../git/diff.ts";
import type { Commit } from "../git/log.ts";
import { fullName, type Repository } from "../records.ts";
import type { World } from "../world.ts";

/** A commit in a list. */
export function commitView(world: World, repository: Repository, commit: Commit) {
  const url = `${world.origin}/repos/${fullName(repository)}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url,
    html_url: `${world.origin}/${fullName(repository)}/commit/${commit.sha}`,
    commit: { ...gitCommitView(world, repository, commit), comment_count: 0 },
    author: null,
    committer: null,
    parents: commit.parents.map((sha) => ({ sha, url: url.replace(commit.sha, sha) })),
  };
}

/** A commit as the git part of the API shows it. */
export function gitCommitView(world: World, repository: Repository, commit: Commit) {
  const url = `${world.origin}/repos/${fullName(repository)}/git`;
  const person = { name: commit.author, email: commit.email, date: commit.at };
  return {
    sha: commit.sha,
    url: `${url}/commits/${commit.sha}`,
    message: commit.message,
    author: person,
    committer: person,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}` })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null },
  };
}

/** One file of a diff. A file without hunks has no `patch`. */
export function diffFileView(world: World, repository: Repository, file: DiffFile) {
  const page = `${world.origin}/${fullName(repository)}`;
  return {
    sha: null,
    filename: file.path,
    ...(file.status === "renamed" ? { previous_filename: file.previousPath } : {}),
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${file.path}`,
    raw_url: `${page}/raw/${file.path}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
  };
}
