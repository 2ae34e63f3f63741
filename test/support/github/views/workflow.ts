import { fullName, type Artifact, type Repository, type WorkflowRun } from "../records.ts";
import { isoTime, type World } from "../world.ts";
import { pullsAt } from "./pull.ts";
import { repositoryView } from "./repository.ts";

const NINETY_DAYS = 90 * 86_400_000;

/** A finished run of a workflow. */
export function workflowRunView(world: World, repository: Repository, run: WorkflowRun) {
  const url = `${world.origin}/repos/${fullName(repository)}/actions/runs/${run.id}`;
  const source = world.repositories.find((one) => one.id === run.source.id);
  return {
    id: run.id,
    node_id: `WFR_${run.id}`,
    name: run.name,
    path: `.github/workflows/${run.name}.yml`,
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    status: "completed",
    conclusion: run.conclusion,
    workflow_id: 1,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    url,
    html_url: `${world.origin}/${fullName(repository)}/actions/runs/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    pull_requests: run.isFork ? [] : pullsAt(world, repository, run.headSha),
    repository: repositoryView(world, repository),
    head_repository: source === undefined ? null : repositoryView(world, source),
    created_at: isoTime(run.at),
    updated_at: isoTime(run.at),
    run_started_at: isoTime(run.at),
  };
}

/** An artifact of a run. */
export function artifactView(world: World, repository: Repository, artifact: Artifact) {
  const url = `${world.origin}/repos/${fullName(repository)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: `MDg6_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.claimedSize,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.isExpired,
    ...(artifact.digest === null ? {} : { digest: artifact.digest }),
    created_at: isoTime(artifact.at),
    updated_at: isoTime(artifact.at),
    expires_at: isoTime(artifact.at + NINETY_DAYS),
    workflow_run: {
      id: artifact.run.id,
      repository_id: repository.id,
      head_repository_id: artifact.run.source.id,
      head_branch: artifact.run.headBranch,
      head_sha: artifact.run.headSha,
    },
  };
}
