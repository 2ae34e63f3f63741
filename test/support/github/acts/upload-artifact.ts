import { createHash } from "node:crypto";
import { botOf } from "../auth/tokens.ts";
import { fullName, type Artifact, type Repository, type WorkflowRun } from "../records.ts";
import { workflowRunView } from "../views/workflow.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";

export interface NewArtifact {
  readonly name: string;
  readonly sha: string;
  readonly branch: string;
  readonly zip: Uint8Array;
  /** The fork that the workflow ran for; the repository itself when left out. */
  readonly fork?: Repository;
  readonly event?: string;
  /** What the list says of its size, when it lies. */
  readonly claimedSize?: number;
  /** Null: the list says nothing of a digest. Left out: the true one. */
  readonly digest?: string | null;
}

/** Lets a workflow run finish that uploaded an artifact, and tells the App. */
export async function uploadArtifact(
  world: World,
  repository: Repository,
  made: NewArtifact,
): Promise<Artifact> {
  const run = finishedRun(world, repository, made);
  const digest = `sha256:${createHash("sha256").update(made.zip).digest("hex")}`;
  const artifact: Artifact = {
    id: world.nextId(),
    name: made.name,
    run,
    zip: made.zip,
    digest: made.digest === undefined ? digest : made.digest,
    at: world.now(),
    claimedSize: made.claimedSize ?? made.zip.length,
    isExpired: false,
  };
  repository.runs.push(run);
  repository.artifacts.push(artifact);
  await emit(world, {
    repository,
    sender: botOf(world, world.actions),
    event: "workflow_run",
    action: "completed",
    about: { workflow_run: workflowRunView(world, repository, run), workflow: { id: 1, name: run.name } },
  });
  return artifact;
}

function finishedRun(world: World, repository: Repository, made: NewArtifact): WorkflowRun {
  const source = made.fork ?? repository;
  return {
    id: world.nextId(),
    name: "dbt",
    event: made.event ?? "pull_request",
    headSha: made.sha,
    headBranch: made.branch,
    source: { id: source.id, fullName: fullName(source) },
    isFork: source !== repository,
    conclusion: "success",
    at: world.now(),
  };
}
