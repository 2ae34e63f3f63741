import { diffFiles, mergeBase } from "../git/diff.ts";
import { logCommits } from "../git/log.ts";
import { resolveCommit } from "../git/repository.ts";
import { Refusal, notFound } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import { commitView, diffFileView } from "../views/commit.ts";
import { pullView } from "../views/pull.ts";
import { commitIn } from "./repository.ts";

const MAX_FILES = 300;
const MAX_COMMITS = 250;

/** History: commits, comparisons, the pull requests of a commit. */
export const commitRoutes: readonly Route[] = [
  onRepository("contents:read", "GET /repos/{owner}/{repo}/commits", async (call) => {
    const { world, repository, query } = call;
    const start = await commitIn(call, query.get("sha") ?? repository.defaultBranch);
    const path = query.get("path");
    const commits = await logCommits(repository.directory, start, ...(path === null ? [] : ["--", path]));
    return paged(
      call,
      commits.map((commit) => commitView(world, repository, commit)),
    );
  }),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/commits/{ref}", async (call) => {
    const { world, repository } = call;
    const name = call.params["ref"] ?? "";
    const sha = await resolveCommit(repository.directory, name);
    if (sha === null) throw new Refusal(422, `No commit found for SHA: ${name}`);
    const [commit] = await logCommits(repository.directory, "-n1", sha);
    if (commit === undefined) throw notFound();
    const parent = commit.parents[0];
    const files = parent === undefined ? [] : await diffFiles(repository.directory, parent, sha);
    return ok({
      ...commitView(world, repository, commit),
      files: files.slice(0, MAX_FILES).map((file) => diffFileView(world, repository, file)),
    });
  }),
  onRepository(
    "pull_requests:read|contents:read",
    "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    async (call) => {
      const { world, repository } = call;
      const sha = await commitIn(call, call.params["commit_sha"] ?? "");
      const pulls = repository.pulls.filter((pull) => pull.headSha === sha);
      return paged(call, await Promise.all(pulls.map((pull) => pullView(world, pull))));
    },
  ),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/compare/{basehead}", compare),
];

// `base...head`, each a sha, a branch, or `owner:branch` of a fork.
async function compare(call: RepositoryCall) {
  const { world, repository } = call;
  const { directory } = repository;
  const [baseName = "", headName = ""] = (call.params["basehead"] ?? "").split("...");
  const [base, head] = [await commitIn(call, plain(baseName)), await commitIn(call, plain(headName))];
  const common = await mergeBase(directory, base, head);
  if (common === null) throw new Refusal(404, `No common ancestor between ${baseName} and ${headName}.`);
  const [ahead, behind, files, [baseCommit, mergeBaseCommit]] = await Promise.all([
    logCommits(directory, `${base}..${head}`),
    logCommits(directory, `${head}..${base}`),
    diffFiles(directory, common, head),
    Promise.all([base, common].map(async (sha) => (await logCommits(directory, "-n1", sha))[0])),
  ]);
  if (baseCommit === undefined || mergeBaseCommit === undefined) throw notFound();
  const shown = ahead.slice(0, MAX_COMMITS).toReversed();
  const views = shown.map((commit) => commitView(world, repository, commit));
  return paged(call, views, (commits) => ({
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    base_commit: commitView(world, repository, baseCommit),
    merge_base_commit: commitView(world, repository, mergeBaseCommit),
    commits,
    // Files stand on the first page only.
    files:
      Number(call.query.get("page") ?? 1) > 1
        ? undefined
        : files.slice(0, MAX_FILES).map((file) => diffFileView(world, repository, file)),
  }));
}

function plain(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function statusOf(ahead: number, behind: number): string {
  if (ahead === 0 && behind === 0) return "identical";
  if (behind === 0) return "ahead";
  return ahead === 0 ? "behind" : "diverged";
}
