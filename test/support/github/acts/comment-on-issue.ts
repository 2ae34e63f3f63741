import type { Account, Repository } from "../records.ts";
import { accountView } from "../views/account.ts";
import { emit } from "../webhooks/emit.ts";
import { isoTime, type World } from "../world.ts";

/** Tells the App of a comment on a plain issue: the same event as on a pull request, without `issue.pull_request`. */
export async function commentOnIssue(
  world: World,
  repository: Repository,
  said: { readonly by: Account; readonly text: string },
): Promise<void> {
  const at = isoTime(world.now());
  const user = accountView(world, said.by);
  const times = { created_at: at, updated_at: at };
  await emit(world, {
    repository,
    sender: said.by,
    event: "issue_comment",
    action: "created",
    about: {
      issue: { id: world.nextId(), number: 9999, state: "open", title: "An issue", user, ...times },
      comment: { id: world.nextId(), body: said.text, user, performed_via_github_app: null, ...times },
    },
  });
}
