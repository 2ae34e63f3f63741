import { z } from "zod";
import { commandsOf } from "./commands.ts";
import { Actor, Place } from "./payload.ts";
import type { Webhook } from "./webhook.ts";

const ReviewCommentEvent = Place.extend({
  pull_request: z.object({ number: z.number(), state: z.string() }),
  comment: z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: Actor,
    created_at: z.string().nullish(),
  }),
  sender: Actor,
});

/** A comment in the diff. */
export const pullRequestReviewComment: Webhook = {
  on: ["pull_request_review_comment.created"],
  wantedBy: (payload) => {
    const event = ReviewCommentEvent.parse(payload);
    const { pull_request: pull, comment, sender } = event;
    if (pull.state !== "open") return [];
    return commandsOf({
      place: event,
      pull: pull.number,
      comment: { kind: "review", id: comment.id },
      body: comment.body,
      author: comment.user,
      at: comment.created_at,
      sender,
    });
  },
};
