import type { PullRequest } from "../../core/pull/pull.ts";
import { at, type Connection } from "./connection.ts";

/** The pull request as it is now. */
export async function readPull(connection: Connection, number: number): Promise<PullRequest> {
  const { data } = await connection.github.rest.pulls.get({ ...at(connection), pull_number: number });
  // GitHub's description says that a head always has a repository; it is null when a fork was deleted.
  const source: { readonly full_name: string } | null = data.head.repo;
  return {
    number,
    isOpen: data.state === "open",
    isDraft: data.draft ?? false,
    author: data.user.login,
    isPrivate: data.base.repo.private,
    head: { sha: data.head.sha, ref: data.head.ref, repository: source?.full_name ?? null },
    base: { sha: data.base.sha, ref: data.base.ref },
    isFork: source?.full_name !== data.base.repo.full_name,
  };
}

/** Numbers of the open pull requests. */
export async function listOpenPulls({ github, ...connection }: Connection): Promise<readonly number[]> {
  const pulls = await github.paginate(github.rest.pulls.list, {
    owner: connection.owner,
    repo: connection.repo,
    state: "open",
    per_page: 100,
  });
  return pulls.map(({ number }) => number);
}
