import { branchesOf, resolveCommit } from "../git/repository.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import { repositoryView } from "../views/repository.ts";
import { fullName } from "../records.ts";

/** The repository itself and its branches. */
export const repositoryRoutes: readonly Route[] = [
  onRepository("metadata:read", "GET /repos/{owner}/{repo}", ({ world, repository }) =>
    ok(repositoryView(world, repository)),
  ),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/branches", async (call) => {
    const branches = await branchesOf(call.repository.directory);
    return paged(
      call,
      [...branches].map(([name, sha]) => branchView(call, name, sha)),
    );
  }),
  onRepository("contents:read", "GET /repos/{owner}/{repo}/branches/{branch}", async (call) => {
    const name = call.params["branch"] ?? "";
    const sha = await resolveCommit(call.repository.directory, `refs/heads/${name}`);
    if (sha === null) throw new Refusal(404, "Branch not found");
    return ok(branchView(call, name, sha));
  }),
];

/** The commit that a name in a path or query stands for. Throws 404. */
export async function commitIn({ repository }: RepositoryCall, name: string): Promise<string> {
  const sha = await resolveCommit(repository.directory, name);
  if (sha === null) throw notFound();
  return sha;
}

function branchView({ world, repository }: RepositoryCall, name: string, sha: string) {
  const url = `${world.origin}/repos/${fullName(repository)}/commits/${sha}`;
  return { name, commit: { sha, url }, protected: false };
}
