import { resolveCommit } from "../git/repository.ts";
import { Refusal } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Review } from "../records.ts";
import { reviewCommentView, reviewView } from "../views/comment.ts";
import { emitAside } from "../webhooks/emit.ts";
import { refusalOf, type DiffPlace } from "./diff-line.ts";
import { pullIn } from "./pulls.ts";
import { addReviewComment, reviewCommentEvent } from "./review-comments.ts";

interface NewReview {
  readonly body?: string;
  readonly commit_id?: string;
  readonly event?: "APPROVE" | "REQUEST_CHANGES" | "COMMENT";
  readonly comments?: readonly (DiffPlace & { readonly body: string })[];
}

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
  const { world, actor, repository } = call;
  const pull = pullIn(call);
  const asked = (call.body ?? {}) as NewReview;
  const comments = asked.comments ?? [];
  const commit = await resolveCommit(repository.directory, asked.commit_id ?? pull.headSha);
  const places = commit === null ? ["Commit could not be resolved"] : [];
  for (const place of comments) {
    if (commit === null) break;
    const refused =
      place.line === undefined ? "Line could not be resolved" : await refusalOf(pull, commit, place);
    if (refused !== null) places.push(refused);
  }
  if (places.length > 0 || commit === null) {
    throw new Refusal(422, "Unprocessable Entity", { errors: places });
  }
  if (asked.event === "COMMENT" && (asked.body ?? "") === "" && comments.length === 0) {
    throw new Refusal(422, "Unprocessable Entity", { errors: ["Review body can not be blank"] });
  }
  const review: Review = {
    id: world.nextId(),
    author: actor.account,
    state: asked.event === undefined ? "PENDING" : STATES[asked.event],
    body: asked.body ?? "",
    commit,
    at: world.now(),
  };
  for (const comment of comments) {
    const written = { ...comment, actor, commit, review: review.id };
    emitAside(world, await reviewCommentEvent(world, addReviewComment(world, pull, written)));
  }
  pull.reviews.push(review);
  return ok(reviewView(world, pull, review));
}
