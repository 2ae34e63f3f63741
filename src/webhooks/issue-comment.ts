import { z } from "zod";
import { commandsOf } from "./commands.ts";
import { Actor, Place } from "./payload.ts";
import type { Webhook } from "./webhook.ts";

const IssueCommentEvent = Place.extend({
  issue: z.object({ number: z.number(), state: z.string(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: Actor,
    created_at: z.string().nullish(),
  }),
  sender: Actor,
});

/** A comment on the timeline. GitHub calls pull requests issues here; plain issues are not ours. */
export const issueComment: Webhook = {
  on: ["issue_comment.created"],
  wantedBy: (payload) => {
    const event = IssueCommentEvent.parse(payload);
    const { issue, comment, sender } = event;
    if (issue.state !== "open" || issue.pull_request === undefined || issue.pull_request === null) return [];
    return commandsOf({
      place: event,
      pull: issue.number,
      comment: { kind: "issue", id: comment.id },
      body: comment.body,
      author: comment.user,
      at: comment.created_at,
      sender,
    });
  },
};
