import { z } from "zod";
import { commandsOf } from "./commands.ts";
import { Actor, Place } from "./payload.ts";
import type { Webhook } from "./webhook.ts";

const ReviewEvent = Place.extend({
  pull_request: z.object({ number: z.number(), state: z.string() }),
  review: z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: Actor,
    submitted_at: z.string().nullish(),
  }),
  sender: Actor,
});

/** The text of a review that somebody submitted. */
export const pullRequestReview: Webhook = {
  on: ["pull_request_review.submitted"],
  wantedBy: (payload) => {
    const event = ReviewEvent.parse(payload);
    const { pull_request: pull, review, sender } = event;
    if (pull.state !== "open") return [];
    return commandsOf({
      place: event,
      pull: pull.number,
      comment: { kind: "submission", id: review.id },
      body: review.body,
      author: review.user,
      at: review.submitted_at,
      sender,
    });
  },
};
