import { z } from "zod";
import { changePull, openPull } from "../acts/open-pull.ts";
import { invalid } from "../http/refusal.ts";
import { created, ok } from "../http/reply.ts";
import { onRepository, type RepositoryCall, type Route } from "../http/route.ts";
import type { Repository } from "../records.ts";
import { pullInFull } from "../views/pull.ts";
import { pullIn } from "./pulls.ts";

const AskedPull = z.object({
  title: z.string().optional(),
  head: z.string(),
  base: z.string(),
  body: z.string().default(""),
  draft: z.boolean().default(false),
});

const Change = z.object({ state: z.enum(["open", "closed"]).optional() });

/** Opening and closing pull requests, for people who try the stand-in by hand; the App does neither. */
export const openPullRoutes: readonly Route[] = [
  onRepository("pull_requests:write", "POST /repos/{owner}/{repo}/pulls", async (call) => {
    const asked = AskedPull.parse(call.body);
    const pull = await openPull(call.world, call.repository, {
      author: call.actor.account,
      source: sourceOf(call, asked.head),
      head: asked.head.slice(asked.head.indexOf(":") + 1),
      base: asked.base,
      title: asked.title ?? asked.head,
      body: asked.body,
      isDraft: asked.draft,
    });
    return created(await pullInFull(call.world, pull));
  }),
  onRepository("pull_requests:write", "PATCH /repos/{owner}/{repo}/pulls/{pull_number}", async (call) => {
    const pull = pullIn(call);
    const { state } = Change.parse(call.body);
    if (state !== undefined && state !== pull.state) {
      await changePull(call.world, pull, { to: state, by: call.actor.account });
    }
    return ok(await pullInFull(call.world, pull));
  }),
];

// `branch`, or `owner:branch` of a fork.
function sourceOf({ world, repository }: RepositoryCall, head: string): Repository {
  if (!head.includes(":")) return repository;
  const owner = head.slice(0, head.indexOf(":"));
  const family = world.repositories.filter((one) => one === repository || one.parent === repository);
  const source = family.find((one) => one.owner.login === owner);
  if (source === undefined) throw invalid({ resource: "PullRequest", field: "head", code: "invalid" });
  return source;
}
