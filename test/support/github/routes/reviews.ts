import { z } from "zod";
import { resolveCommit } from "../git/repository.ts";
import { Refusal } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Pull, Review } from "../records.ts";
import { reviewCommentView, reviewView } from "../views/comment.ts";
import { emitAside } from "../webhooks/emit.ts";
import { DiffPlace, refusalOf } from "./diff-line.ts";
import { pullIn } from "./pulls.ts";
import { addReviewComment, reviewCommentEvent } from "./review-comments.ts";

const NewReview = z.object({
  body: z.string().default(""),
  commit_id: z.string().optional(),
  event: z.enum(["APPROVE", "REQUEST_CHANGES", "COMMENT"]).optional(),
  comments: z.array(DiffPlace.extend({ body: z.string() })).default([]),
});
type NewReview = z.infer<typeof NewReview>;

const STATES = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;

/** Reviews: a body and comments in the diff, all or nothing. */
export const reviewRoutes: readonly Route[] = [
  onRepository("pull_requests:read", "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", (call) => {
    const pull = pullIn(call);
    return paged(
      call,
      pull.reviews.map((review) => reviewView(call.world, pull, review)),
    );
  }),
  onRepository(
    "pull_requests:read",
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments",
    (call) => {
      const id = numberIn(call, "review_id");
      const comments = pullIn(call).reviewComments.filter((comment) => comment.review === id);
      return paged(
        call,
        comments.map((comment) => reviewCommentView(call.world, comment)),
      );
    },
  ),
  onRepository("pull_requests:write", "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", createReview),
];

// One line outside of the diff, and GitHub takes nothing of the whole review.
async function createReview(call: RepositoryCall) {
  const { world, actor } = call;
  const pull = pullIn(call);
  const asked = NewReview.parse(call.body ?? {});
  const commit = await resolveCommit(call.repository.directory, asked.commit_id ?? pull.headSha);
  if (commit === null) throw unprocessable(["Commit could not be resolved"]);
  await requirePlaces(pull, commit, asked);
  const review: Review = {
    id: world.nextId(),
    author: actor.account,
    state: asked.event === undefined ? "PENDING" : STATES[asked.event],
    body: asked.body,
    commit,
    at: world.now(),
  };
  for (const comment of asked.comments) {
    const written = { ...comment, actor, commit, review: review.id };
    emitAside(world, await reviewCommentEvent(world, addReviewComment(world, pull, written)));
  }
  pull.reviews.push(review);
  return ok(reviewView(world, pull, review));
}

async function requirePlaces(pull: Pull, commit: string, asked: NewReview): Promise<void> {
  const refused = await Promise.all(asked.comments.map((place) => refusalOfPlace(pull, commit, place)));
  const wrong = refused.filter((one) => one !== null);
  if (wrong.length > 0) throw unprocessable(wrong);
  if (asked.event === "COMMENT" && asked.body === "" && asked.comments.length === 0) {
    throw unprocessable(["Review body can not be blank"]);
  }
}

// Unlike a single comment, one in a review cannot be on the file as a whole.
async function refusalOfPlace(pull: Pull, commit: string, place: DiffPlace): Promise<string | null> {
  return place.line === undefined ? "Line could not be resolved" : refusalOf(pull, commit, place);
}

function unprocessable(errors: readonly string[]): Refusal {
  return new Refusal(422, "Unprocessable Entity", { errors });
}
