import { z } from "zod";
import { resolveCommit } from "../git/repository.ts";
import { invalid, notFound, Refusal } from "../http/refusal.ts";
import { created, ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Actor, Pull, ReviewComment } from "../records.ts";
import { reviewCommentView } from "../views/comment.ts";
import { pullView } from "../views/pull.ts";
import { emitAside } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { DiffPlace, refusalOf } from "./diff-line.ts";
import { pullIn } from "./pulls.ts";

const READ = "pull_requests:read";
const WRITE = "pull_requests:write";

const Written = z.object({ body: z.string() });

const NewComment = DiffPlace.extend({
  body: z.string(),
  commit_id: z.string().optional(),
  subject_type: z.enum(["line", "file"]).optional(),
});

/** Comments in the diff of a pull request. */
export const reviewCommentRoutes: readonly Route[] = [
  onRepository(READ, "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments", (call) =>
    paged(
      call,
      pullIn(call).reviewComments.map((comment) => reviewCommentView(call.world, comment)),
    ),
  ),
  onRepository(WRITE, "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments", createComment),
  onRepository(
    WRITE,
    "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
    async (call) => {
      const parent = reviewCommentIn(call);
      if (parent.replyTo !== null) throw new Refusal(422, "Replies to replies are not supported");
      const { body } = Written.parse(call.body);
      const written = { actor: call.actor, review: null, body, commit: parent.commit };
      const place = { path: parent.path, line: parent.line ?? undefined, replyTo: parent.id };
      return announce(call, addReviewComment(call.world, parent.pull, { ...written, ...place }));
    },
  ),
  onRepository(READ, "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}", (call) =>
    ok(view(call, reviewCommentIn(call))),
  ),
  onRepository(WRITE, "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", (call) => {
    const comment = reviewCommentIn(call);
    comment.body = Written.parse(call.body).body;
    comment.updatedAt = call.world.now();
    return ok(view(call, comment));
  }),
];

/** The comment in a diff that the path names. Throws 404. */
export function reviewCommentIn(call: RepositoryCall): ReviewComment {
  const id = numberIn(call, "comment_id");
  const comments = call.repository.pulls.flatMap((pull) => pull.reviewComments);
  const comment = comments.find((one) => one.id === id);
  if (comment === undefined) throw notFound();
  return comment;
}

/** What is known of a new comment in the diff; its place was checked before. */
export interface WrittenComment extends Omit<DiffPlace, "line"> {
  readonly actor: Pick<Actor, "account" | "app">;
  readonly body: string;
  readonly commit: string;
  readonly review: number | null;
  readonly line?: number | undefined;
  readonly replyTo?: number;
}

/** Writes a comment in the diff. Throws 403 where the conversation is locked. */
export function addReviewComment(world: World, pull: Pull, written: WrittenComment): ReviewComment {
  if (pull.isLocked) throw new Refusal(403, "Unable to create comment because issue is locked.");
  const at = world.now();
  const comment: ReviewComment = {
    id: world.nextId(),
    pull,
    review: written.review,
    author: written.actor.account,
    app: written.actor.app,
    createdAt: at,
    updatedAt: at,
    reactions: [],
    commit: written.commit,
    path: written.path,
    line: written.line ?? null,
    startLine: written.start_line ?? null,
    side: written.side ?? "RIGHT",
    replyTo: written.replyTo ?? null,
    body: written.body,
  };
  pull.reviewComments.push(comment);
  return comment;
}

/** The event of a new comment in the diff. */
export async function reviewCommentEvent(world: World, comment: ReviewComment) {
  return {
    repository: comment.pull.repository,
    sender: comment.author,
    event: "pull_request_review_comment",
    action: "created",
    about: {
      pull_request: await pullView(world, comment.pull),
      comment: reviewCommentView(world, comment),
    },
  };
}

async function createComment(call: RepositoryCall) {
  const pull = pullIn(call);
  const asked = NewComment.parse(call.body);
  const commit = await resolveCommit(call.repository.directory, asked.commit_id ?? pull.headSha);
  if (commit === null) throw invalid("commit_id is not part of the pull request");
  if (asked.line === undefined && asked.subject_type !== "file") throw invalid("line is missing");
  const refused = await refusalOf(pull, commit, asked);
  if (refused !== null) throw invalid(`pull_request_review_thread: ${refused}`);
  const written = { ...asked, actor: call.actor, review: null, commit };
  return announce(call, addReviewComment(call.world, pull, written));
}

async function announce(call: RepositoryCall, comment: ReviewComment) {
  emitAside(call.world, await reviewCommentEvent(call.world, comment));
  return created(view(call, comment));
}

function view(call: RepositoryCall, comment: ReviewComment) {
  return reviewCommentView(call.world, comment);
}
