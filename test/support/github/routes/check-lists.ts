import { resolveCommit } from "../git/repository.ts";
import { Refusal } from "../http/refusal.ts";
import { paged } from "../http/pages.ts";
import { onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { CheckRun } from "../records.ts";
import { checkRunView } from "../views/check-run.ts";

/** The check runs of a commit: by default the newest of each name and App. */
export const checkListRoutes: readonly Route[] = [
  onRepository("checks:read", "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", async (call) => {
    const { world, repository } = call;
    const name = call.params["ref"] ?? "";
    const sha = await resolveCommit(repository.directory, name);
    if (sha === null) throw new Refusal(422, `No commit found for SHA: ${name}`);
    const checks = repository.checks.filter((check) => check.headSha === sha && isAsked(call, check));
    const listed = call.query.get("filter") === "all" ? checks : newestOf(checks);
    return paged(
      call,
      listed.toReversed().map((check) => checkRunView(world, repository, check)),
      (page, total) => ({ total_count: total, check_runs: page }),
    );
  }),
];

function isAsked({ query }: RepositoryCall, check: CheckRun): boolean {
  const values = { check_name: check.name, status: check.status, app_id: String(check.app.id) };
  return Object.entries(values).every(([key, value]) => (query.get(key) ?? value) === value);
}

function newestOf(checks: readonly CheckRun[]): readonly CheckRun[] {
  return [...new Map(checks.map((check) => [`${check.app.id} ${check.name}`, check])).values()];
}
