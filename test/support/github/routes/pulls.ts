import { diffFiles, diffText, mergeBase } from "../git/diff.ts";
import { logCommits } from "../git/log.ts";
import { resolveCommit } from "../git/repository.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { ok, raw } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Pull } from "../records.ts";
import { commitView, diffFileView } from "../views/commit.ts";
import { pullInFull, pullView } from "../views/pull.ts";

const MAX_FILES = 3000;
const MAX_COMMITS = 250;
const MAX_DIFF_FILES = 300;
const MAX_DIFF_LINES = 20_000;

/** Reading pull requests: one, many, their files, commits and diff. */
export const pullRoutes: readonly Route[] = [
  onRepository("pull_requests:read", "GET /repos/{owner}/{repo}/pulls", async (call) => {
    const { world, repository, query } = call;
    const state = query.get("state") ?? "open";
    const head = query.get("head");
    const pulls = repository.pulls
      .filter((pull) => state === "all" || pull.state === state)
      .filter((pull) => (query.get("base") ?? pull.baseRef) === pull.baseRef)
      .filter((pull) => head === null || head === `${pull.sourceOwner}:${pull.headRef}`)
      .toReversed();
    return paged(call, await Promise.all(pulls.map((pull) => pullView(world, pull))));
  }),
  onRepository("pull_requests:read", "GET /repos/{owner}/{repo}/pulls/{pull_number}", async (call) => {
    const pull = pullIn(call);
    if (/\.diff\b/u.test(call.accept))
      return raw(await diffOf(pull), "application/vnd.github.diff; charset=utf-8");
    return ok(await pullInFull(call.world, pull));
  }),
  onRepository("pull_requests:read", "GET /repos/{owner}/{repo}/pulls/{pull_number}/files", async (call) => {
    const { world, repository } = call;
    const pull = pullIn(call);
    const files = await diffFiles(repository.directory, await baseOf(pull), pull.headSha);
    const shown = files.slice(0, MAX_FILES);
    return paged(
      call,
      shown.map((file) => diffFileView(world, repository, file)),
    );
  }),
  onRepository(
    "pull_requests:read",
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits",
    async (call) => {
      const { world, repository } = call;
      const pull = pullIn(call);
      const range = `${await baseOf(pull)}..${pull.headSha}`;
      const commits = (await logCommits(repository.directory, range)).toReversed();
      return paged(
        call,
        commits.slice(0, MAX_COMMITS).map((commit) => commitView(world, repository, commit)),
      );
    },
  ),
];

/** The pull request that the path names, as `pull_number` or `issue_number`. Throws 404. */
export function pullIn(call: RepositoryCall): Pull {
  const name = "pull_number" in call.params ? "pull_number" : "issue_number";
  const number = numberIn(call, name);
  const pull = call.repository.pulls.find((one) => one.number === number);
  if (pull === undefined) throw notFound();
  return pull;
}

/** What a pull request's diff starts from: where its head left the base branch; the head itself when the branch is gone. */
export async function baseOf(pull: Pull): Promise<string> {
  const { directory } = pull.repository;
  const base = await resolveCommit(directory, `refs/heads/${pull.baseRef}`);
  return (base === null ? null : await mergeBase(directory, base, pull.headSha)) ?? pull.headSha;
}

async function diffOf(pull: Pull): Promise<string> {
  const { directory } = pull.repository;
  const base = await baseOf(pull);
  const files = await diffFiles(directory, base, pull.headSha);
  const text = await diffText(directory, base, pull.headSha);
  const isTooLong = text.split("\n").length > MAX_DIFF_LINES;
  if (files.length > MAX_DIFF_FILES || isTooLong) {
    const limit = isTooLong ? `number of lines (${MAX_DIFF_LINES})` : `number of files (${MAX_DIFF_FILES})`;
    throw new Refusal(406, `Sorry, the diff exceeded the maximum ${limit}.`, {
      errors: [{ resource: "PullRequest", field: "diff", code: "too_large" }],
    });
  }
  return text;
}
