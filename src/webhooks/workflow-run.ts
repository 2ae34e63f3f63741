import { z } from "zod";
import { ListedPull, ownPulls, Place, repositoryOf } from "./payload.ts";
import type { Wanted, Webhook } from "./webhook.ts";

const WorkflowRunEvent = Place.extend({
  workflow_run: z.object({
    head_sha: z.string(),
    conclusion: z.string().nullish(),
    pull_requests: z.array(ListedPull),
  }),
});

/** A run that failed may have uploaded its artifacts before; one that was skipped or cancelled has none worth reading. */
const mayHaveArtifacts = new Set(["success", "failure"]);

/**
 * A workflow run ended and may have uploaded the artifacts of a head. A run of a head that was pushed over is of no use.
 * Work under way goes on: what it did not find yet, the next one finds.
 */
export const workflowRun: Webhook = {
  on: ["workflow_run.completed"],
  wantedBy: (payload) => {
    const event = WorkflowRunEvent.parse(payload);
    const { head_sha: sha, conclusion, pull_requests: listed } = event.workflow_run;
    if (!mayHaveArtifacts.has(conclusion ?? "")) return [];
    const atHead = ownPulls(listed, event).filter(({ head }) => head.sha === sha);
    const pulls: readonly Wanted["pull"][] =
      listed.length === 0 ? [{ atHead: sha }] : atHead.map(({ number }) => number);
    const repository = repositoryOf(event);
    return pulls.map((pull) => ({ repository, pull, review: "changed", command: null, headSha: null }));
  },
};
