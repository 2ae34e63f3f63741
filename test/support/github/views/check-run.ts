import { fullName, type CheckRun, type Repository } from "../records.ts";
import type { World } from "../world.ts";
import { appView } from "./account.ts";
import { pullsAt } from "./pull.ts";

/** A check run. `pull_requests` is empty for heads of forks. */
export function checkRunView(world: World, repository: Repository, check: CheckRun) {
  const url = `${world.origin}/repos/${fullName(repository)}/check-runs/${check.id}`;
  return {
    id: check.id,
    node_id: `CR_${check.id}`,
    name: check.name,
    head_sha: check.headSha,
    external_id: check.externalId,
    url,
    html_url: `${world.origin}/${fullName(repository)}/runs/${check.id}`,
    details_url: check.detailsUrl,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      title: check.title,
      summary: check.summary,
      text: check.text,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: check.suite },
    app: appView(world, check.app),
    pull_requests: pullsAt(world, repository, check.headSha),
  };
}
