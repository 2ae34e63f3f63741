import { fullName, type IssueComment, type Reaction, type Review, type ReviewComment } from "../records.ts";
import type { Pull } from "../records.ts";
import { isoTime, type World } from "../world.ts";
import { accountView, appView } from "./account.ts";

const CONTENTS = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"];

/** A comment on the timeline. */
export function commentView(world: World, comment: IssueComment) {
  const repository = `${world.origin}/repos/${fullName(comment.pull.repository)}`;
  const page = `${world.origin}/${fullName(comment.pull.repository)}/pull/${comment.pull.number}`;
  const url = `${repository}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${repository}/issues/${comment.pull.number}`,
    body: comment.body,
    user: accountView(world, comment.author),
    author_association: "NONE",
    performed_via_github_app: comment.app === null ? null : appView(world, comment.app),
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    reactions: reactionCounts(url, comment.reactions),
  };
}

/** A comment in the diff. GitHub gives no App here. */
export function reviewCommentView(world: World, comment: ReviewComment) {
  const { pull } = comment;
  const repository = `${world.origin}/repos/${fullName(pull.repository)}`;
  const url = `${repository}/pulls/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: `PRRC_${comment.id}`,
    pull_request_review_id: comment.review,
    ...(comment.replyTo === null ? {} : { in_reply_to_id: comment.replyTo }),
    url,
    html_url: `${world.origin}/${fullName(pull.repository)}/pull/${pull.number}#discussion_r${comment.id}`,
    pull_request_url: `${repository}/pulls/${pull.number}`,
    path: comment.path,
    commit_id: pull.headSha,
    original_commit_id: comment.commit,
    diff_hunk: "",
    side: comment.side,
    // An outdated comment has no line any more.
    line: comment.commit === pull.headSha ? comment.line : null,
    original_line: comment.line,
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: comment.startLine === null ? null : comment.side,
    subject_type: comment.line === null ? "file" : "line",
    body: comment.body,
    user: accountView(world, comment.author),
    author_association: "NONE",
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    reactions: reactionCounts(url, comment.reactions),
  };
}

/** A review of a pull request. */
export function reviewView(world: World, pull: Pull, review: Review) {
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: accountView(world, review.author),
    body: review.body,
    state: review.state,
    commit_id: review.commit,
    html_url: `${world.origin}/${fullName(pull.repository)}/pull/${pull.number}#pullrequestreview-${review.id}`,
    pull_request_url: `${world.origin}/repos/${fullName(pull.repository)}/pulls/${pull.number}`,
    author_association: "NONE",
    submitted_at: isoTime(review.at),
  };
}

/** One reaction. */
export function reactionView(world: World, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user: accountView(world, reaction.by),
    content: reaction.content,
    created_at: isoTime(reaction.at),
  };
}

function reactionCounts(url: string, reactions: readonly Reaction[]) {
  const counts = CONTENTS.map((content) => [
    content,
    reactions.filter((reaction) => reaction.content === content).length,
  ]);
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) };
}
