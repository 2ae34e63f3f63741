import { notFound } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { WorkflowRun } from "../records.ts";
import { artifactView, workflowRunView } from "../views/workflow.ts";

/** Runs of workflows, newest first. */
export const workflowRunRoutes: readonly Route[] = [
  onRepository("actions:read", "GET /repos/{owner}/{repo}/actions/runs", (call) => {
    const { world, repository } = call;
    const runs = repository.runs.filter((run) => isAsked(call, run)).toReversed();
    return paged(
      call,
      runs.map((run) => workflowRunView(world, repository, run)),
      (page, total) => ({ total_count: total, workflow_runs: page }),
    );
  }),
  onRepository("actions:read", "GET /repos/{owner}/{repo}/actions/runs/{run_id}", (call) =>
    ok(workflowRunView(call.world, call.repository, runIn(call))),
  ),
  onRepository("actions:read", "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", (call) => {
    const { world, repository } = call;
    const run = runIn(call);
    const name = call.query.get("name");
    const artifacts = repository.artifacts
      .filter((artifact) => artifact.run === run && (name === null || artifact.name === name))
      .toReversed();
    return paged(
      call,
      artifacts.map((artifact) => artifactView(world, repository, artifact)),
      (page, total) => ({ total_count: total, artifacts: page }),
    );
  }),
];

function runIn(call: RepositoryCall): WorkflowRun {
  const id = numberIn(call, "run_id");
  const run = call.repository.runs.find((one) => one.id === id);
  if (run === undefined) throw notFound();
  return run;
}

function isAsked({ query }: RepositoryCall, run: WorkflowRun): boolean {
  const values = { head_sha: run.headSha, branch: run.headBranch, event: run.event };
  const isMatch = Object.entries(values).every(([key, value]) => (query.get(key) ?? value) === value);
  const status = query.get("status");
  return isMatch && (status === null || status === "completed" || status === run.conclusion);
}
