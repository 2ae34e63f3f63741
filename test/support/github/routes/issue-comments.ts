import { z } from "zod";
import { forbidden, invalid, notFound, Refusal } from "../http/refusal.ts";
import { created, noContent, ok } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Actor, IssueComment, Pull } from "../records.ts";
import { commentView } from "../views/comment.ts";
import { issueView } from "../views/issue.ts";
import { emitAside } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { pullIn } from "./pulls.ts";

const READ = "issues:read|pull_requests:read";
const WRITE = "issues:write|pull_requests:write";
const MAX_BODY = 65_536;

const Written = z.object({ body: z.string() });

/** Comments on the timeline of a pull request. */
export const issueCommentRoutes: readonly Route[] = [
  onRepository(READ, "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", (call) => {
    const since = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
    const comments = pullIn(call).comments.filter((comment) => comment.updatedAt >= since);
    return paged(
      call,
      comments.map((comment) => commentView(call.world, comment)),
    );
  }),
  onRepository(WRITE, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", (call) => {
    const comment = addComment(call.world, pullIn(call), { actor: call.actor, body: bodyIn(call) });
    emitAside(call.world, commentEvent(call.world, comment));
    return created(commentView(call.world, comment));
  }),
  onRepository(READ, "GET /repos/{owner}/{repo}/issues/comments/{comment_id}", (call) =>
    ok(commentView(call.world, commentIn(call))),
  ),
  onRepository(WRITE, "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", (call) => {
    const comment = ownCommentIn(call);
    comment.body = bodyIn(call);
    comment.updatedAt = call.world.now();
    return ok(commentView(call.world, comment));
  }),
  onRepository(WRITE, "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", (call) => {
    const comment = ownCommentIn(call);
    comment.pull.comments.splice(comment.pull.comments.indexOf(comment), 1);
    return noContent;
  }),
  onRepository(READ, "GET /repos/{owner}/{repo}/issues/{issue_number}", (call) =>
    ok(issueView(call.world, pullIn(call))),
  ),
];

/** The comment that the path names. Throws 404. */
export function commentIn(call: RepositoryCall): IssueComment {
  const id = numberIn(call, "comment_id");
  const comments = call.repository.pulls.flatMap((pull) => pull.comments);
  const comment = comments.find((one) => one.id === id);
  if (comment === undefined) throw notFound();
  return comment;
}

/** Writes a comment. Throws 403 where the conversation is locked. */
export function addComment(
  world: World,
  pull: Pull,
  written: { readonly actor: Pick<Actor, "account" | "app">; readonly body: string },
): IssueComment {
  if (pull.isLocked) throw new Refusal(403, "Unable to create comment because issue is locked.");
  const at = world.now();
  const comment: IssueComment = {
    id: world.nextId(),
    pull,
    author: written.actor.account,
    app: written.actor.app,
    body: written.body,
    createdAt: at,
    updatedAt: at,
    reactions: [],
    minimizedAs: null,
  };
  pull.comments.push(comment);
  return comment;
}

/** The event of a new comment, or of one that was edited. */
export function commentEvent(world: World, comment: IssueComment, action: "created" | "edited" = "created") {
  return {
    repository: comment.pull.repository,
    sender: comment.author,
    event: "issue_comment",
    action,
    about: { issue: issueView(world, comment.pull), comment: commentView(world, comment) },
  };
}

function bodyIn(call: RepositoryCall): string {
  const { body } = Written.parse(call.body);
  const refused = { resource: "IssueComment", code: "unprocessable", field: "data" };
  if (body.trim() === "") throw invalid({ ...refused, message: "Body cannot be blank" });
  if (body.length > MAX_BODY) {
    throw invalid({ ...refused, message: `Body is too long (maximum is ${MAX_BODY} characters)` });
  }
  return body;
}

// An App edits its own comments; those of others need more than it asks for here.
function ownCommentIn(call: RepositoryCall): IssueComment {
  const comment = commentIn(call);
  if (call.actor.app !== null && comment.author !== call.actor.account) throw forbidden("issues=write");
  return comment;
}
