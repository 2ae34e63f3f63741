import { z } from "zod";
import { Refusal } from "../http/refusal.ts";
import { created, noContent, ok, type Reply } from "../http/reply.ts";
import { paged } from "../http/pages.ts";
import { numberIn, onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Account, Pull, Reaction } from "../records.ts";
import { reactionView } from "../views/comment.ts";
import type { World } from "../world.ts";
import { commentIn } from "./issue-comments.ts";
import { pullIn } from "./pulls.ts";
import { reviewCommentIn } from "./review-comments.ts";

const Given = z.object({ content: z.string() });

interface Target {
  readonly pull: Pull;
  readonly reactions: Reaction[];
}

const ISSUES = ["issues:read|pull_requests:read", "issues:write|pull_requests:write"] as const;
const PULLS = ["pull_requests:read", "pull_requests:write"] as const;

/** Reactions to timeline comments, comments in the diff, and pull requests. */
export const reactionRoutes: readonly Route[] = [
  ...reactionsTo("issues/comments/{comment_id}", ISSUES, commentIn),
  ...reactionsTo("pulls/comments/{comment_id}", PULLS, reviewCommentIn),
  ...reactionsTo("issues/{issue_number}", ISSUES, (call) => {
    const pull = pullIn(call);
    return { pull, reactions: pull.reactions };
  }),
];

/** Adds a reaction; nothing when the same person gave the same one before. */
export function addReaction(
  world: World,
  reactions: Reaction[],
  given: { readonly by: Account; readonly content: string },
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const same = reactions.find((one) => one.by === given.by && one.content === given.content);
  if (same !== undefined) return { reaction: same, isNew: false };
  const reaction = { id: world.nextId(), by: given.by, content: given.content, at: world.now() };
  reactions.push(reaction);
  return { reaction, isNew: true };
}

function reactionsTo(
  path: string,
  [read, write]: readonly [string, string],
  find: (call: RepositoryCall) => Target,
): Route[] {
  const template = `/repos/{owner}/{repo}/${path}/reactions`;
  return [
    onRepository(read, `GET ${template}`, (call) => {
      const content = call.query.get("content");
      const given = find(call).reactions.filter((one) => content === null || one.content === content);
      return paged(
        call,
        given.map((one) => reactionView(call.world, one)),
      );
    }),
    onRepository(write, `POST ${template}`, (call) => react(call, find(call))),
    onRepository(write, `DELETE ${template}/{reaction_id}`, (call) => {
      const { reactions } = find(call);
      const id = numberIn(call, "reaction_id");
      const index = reactions.findIndex((one) => one.id === id);
      if (index >= 0) reactions.splice(index, 1);
      return noContent;
    }),
  ];
}

function react(call: RepositoryCall, target: Target): Reply {
  if (target.pull.isLocked) {
    throw new Refusal(403, "Unable to create reaction because issue is locked.");
  }
  const { content } = Given.parse(call.body);
  const given = { by: call.actor.account, content };
  const { reaction, isNew } = addReaction(call.world, target.reactions, given);
  const view = reactionView(call.world, reaction);
  return isNew ? created(view) : ok(view);
}
