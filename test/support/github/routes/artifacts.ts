import { notFound, Refusal } from "../http/refusal.ts";
import { ok, type Reply } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Artifact } from "../records.ts";
import { artifactView } from "../views/workflow.ts";
import { ticketFor } from "../http/storage.ts";

const LIST = "GET /repos/{owner}/{repo}/actions/artifacts";

/** Artifacts of all runs, newest first, and the address of a zip. */
export const artifactRoutes: readonly Route[] = [
  onRepository("actions:read", LIST, (call) => {
    const { world, repository } = call;
    const name = call.query.get("name");
    const artifacts = repository.artifacts.filter((one) => name === null || one.name === name);
    return paged(
      call,
      artifacts.toReversed().map((artifact) => artifactView(world, repository, artifact)),
      (page, total) => ({ total_count: total, artifacts: page }),
    );
  }),
  onRepository("actions:read", `${LIST}/{artifact_id}`, (call) =>
    ok(artifactView(call.world, call.repository, artifactIn(call))),
  ),
  onRepository("actions:read", `${LIST}/{artifact_id}/{archive_format}`, (call): Reply => {
    const artifact = artifactIn(call);
    if (call.params["archive_format"] !== "zip") throw notFound();
    if (artifact.isExpired) throw new Refusal(410, "Artifact has expired");
    return { status: 302, headers: { location: ticketFor(call.world, artifact) } };
  }),
];

function artifactIn(call: RepositoryCall): Artifact {
  const id = numberIn(call, "artifact_id");
  const artifact = call.repository.artifacts.find((one) => one.id === id);
  if (artifact === undefined) throw notFound();
  return artifact;
}
