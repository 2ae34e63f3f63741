import { fullName, type Pull } from "../records.ts";
import { isoTime, type World } from "../world.ts";
import { accountView } from "./account.ts";

/** A pull request as an issue, the way `issue_comment` names it: without any sha. */
export function issueView(world: World, pull: Pull) {
  const repository = `${world.origin}/repos/${fullName(pull.repository)}`;
  const page = `${world.origin}/${fullName(pull.repository)}/pull/${pull.number}`;
  return {
    id: pull.id,
    node_id: `PR_${pull.id}`,
    number: pull.number,
    url: `${repository}/issues/${pull.number}`,
    html_url: page,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    locked: pull.isLocked,
    draft: pull.isDraft,
    labels: [],
    assignees: [],
    comments: pull.comments.length,
    user: accountView(world, pull.author),
    author_association: "CONTRIBUTOR",
    pull_request: {
      url: `${repository}/pulls/${pull.number}`,
      html_url: page,
      merged_at: pull.mergedAt === null ? null : isoTime(pull.mergedAt),
    },
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: pull.state === "closed" ? isoTime(pull.updatedAt) : null,
  };
}
