import { z } from "zod";
import { Place, repositoryOf } from "./payload.ts";
import type { Webhook } from "./webhook.ts";

const PullRequestEvent = Place.extend({
  action: z.string(),
  pull_request: z.object({
    number: z.number(),
    state: z.string(),
    head: z.object({ sha: z.string() }),
  }),
  changes: z.object({ base: z.unknown().optional() }).nullish(),
});

/** A pull request was opened, reopened, pushed to, made ready, or got another base: its review is out of date. */
export const pullRequest: Webhook = {
  on: [
    "pull_request.opened",
    "pull_request.synchronize",
    "pull_request.reopened",
    "pull_request.ready_for_review",
    "pull_request.edited",
  ],
  wantedBy: (payload) => {
    const event = PullRequestEvent.parse(payload);
    const { number, state, head } = event.pull_request;
    if (state !== "open") return [];
    // Titles and texts are edited too; nothing in a review depends on them.
    if (event.action === "edited" && event.changes?.base === undefined) return [];
    const repository = repositoryOf(event);
    return [{ repository, pull: number, review: "changed", command: null, headSha: head.sha }];
  },
};
