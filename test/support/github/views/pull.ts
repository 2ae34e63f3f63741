import { resolveCommit } from "../git/repository.ts";
import { diffFiles, mergeBase } from "../git/diff.ts";
import { logCommits } from "../git/log.ts";
import { fullName, type Pull, type Repository } from "../records.ts";
import { isoTime, type World } from "../world.ts";
import { accountView } from "./account.ts";
import { repositoryView } from "./repository.ts";

/** A pull request in a list: without the figures that GitHub counts only for one. */
export async function pullView(world: World, pull: Pull) {
  const { repository } = pull;
  const url = `${world.origin}/repos/${fullName(repository)}/pulls/${pull.number}`;
  const baseSha = (await resolveCommit(repository.directory, `refs/heads/${pull.baseRef}`)) ?? "";
  return {
    id: pull.id,
    node_id: `PR_${pull.id}`,
    number: pull.number,
    url,
    html_url: `${world.origin}/${fullName(repository)}/pull/${pull.number}`,
    diff_url: `${world.origin}/${fullName(repository)}/pull/${pull.number}.diff`,
    state: pull.state,
    locked: pull.isLocked,
    draft: pull.isDraft,
    title: pull.title,
    body: pull.body,
    user: accountView(world, pull.author),
    author_association: "CONTRIBUTOR",
    labels: [],
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    auto_merge: null,
    active_lock_reason: null,
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: pull.state === "closed" ? isoTime(pull.updatedAt) : null,
    merged_at: pull.mergedAt === null ? null : isoTime(pull.mergedAt),
    merge_commit_sha: null,
    head: sideView(world, { ref: pull.headRef, sha: pull.headSha, owner: pull.sourceOwner, in: pull.source }),
    base: sideView(world, {
      ref: pull.baseRef,
      sha: baseSha,
      owner: repository.owner.login,
      in: repository,
    }),
  };
}

/** One pull request in full. */
export async function pullInFull(world: World, pull: Pull) {
  const view = await pullView(world, pull);
  const { directory } = pull.repository;
  const base = view.base.sha === "" ? null : await mergeBase(directory, view.base.sha, pull.headSha);
  const files = base === null ? [] : await diffFiles(directory, base, pull.headSha);
  const commits = base === null ? [] : await logCommits(directory, `${base}..${pull.headSha}`);
  return {
    ...view,
    merged: pull.mergedAt !== null,
    mergeable: null,
    mergeable_state: "unknown",
    comments: pull.comments.length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: false,
    commits: commits.length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  };
}

/** The number of a pull request as check runs and workflow runs name it. GitHub leaves out those from forks. */
export function pullsAt(world: World, repository: Repository, sha: string) {
  return repository.pulls
    .filter((pull) => pull.headSha === sha && pull.source === repository && pull.state === "open")
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${world.origin}/repos/${fullName(repository)}/pulls/${pull.number}`,
      head: { ref: pull.headRef, sha, repo: { id: repository.id, name: repository.name } },
      base: { ref: pull.baseRef, repo: { id: repository.id, name: repository.name } },
    }));
}

function sideView(world: World, side: { ref: string; sha: string; owner: string; in: Repository | null }) {
  const owner = world.accounts.get(side.owner);
  return {
    label: `${side.owner}:${side.ref}`,
    ref: side.ref,
    sha: side.sha,
    user: owner === undefined ? null : accountView(world, owner),
    repo: side.in === null ? null : repositoryView(world, side.in),
  };
}
