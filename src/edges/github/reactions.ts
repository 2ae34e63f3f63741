import type { CommentRef } from "../../core/pull/work.ts";
import type { Reaction } from "../../ports.ts";
import { at, type Connection } from "./connection.ts";
import { isMissing } from "./fault.ts";

/**
 * Puts a reaction of ours on a comment. GitHub keeps one of each kind, so that it may be repeated. The text of a submitted
 * review takes none; a comment that was deleted meanwhile needs none.
 */
export async function react(
  connection: Connection,
  { kind, id }: CommentRef,
  reaction: Reaction,
): Promise<void> {
  if (kind === "submission") return;
  const { reactions } = connection.github.rest;
  const create =
    kind === "issue" ? reactions.createForIssueComment : reactions.createForPullRequestReviewComment;
  try {
    await create({
      ...at(connection),
      comment_id: id,
      content: reaction,
      request: { isRepeatable: true },
    });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** People's reactions to a comment, bots left out. */
export async function listReactions(
  connection: Connection,
  { kind, id }: CommentRef,
): Promise<readonly { readonly by: string; readonly reaction: string }[]> {
  if (kind === "submission") return [];
  const { github } = connection;
  const { reactions } = github.rest;
  const wanted = { ...at(connection), comment_id: id, per_page: 100 };
  const found =
    kind === "issue"
      ? await github.paginate(reactions.listForIssueComment, wanted)
      : await github.paginate(reactions.listForPullRequestReviewComment, wanted);
  return found.flatMap(({ user, content }) =>
    user === null || user.type === "Bot" ? [] : [{ by: user.login, reaction: content }],
  );
}
