import { Refusal } from "../http/refusal.ts";
import { ok } from "../http/reply.ts";
import { onRepository, type Route } from "../http/route.ts";
import type { Repository, Role } from "../records.ts";
import { accountView } from "../views/account.ts";

// The four words of the old API: maintain counts as write, triage as read.
const PERMISSION: Readonly<Record<Role, string>> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
  none: "none",
};

/** What somebody may do in the repository. Everybody may read a public one. */
export const collaboratorRoutes: readonly Route[] = [
  onRepository(
    "metadata:read",
    "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
    ({ world, repository, params }) => {
      const account = world.accounts.get(params["username"] ?? "");
      if (account === undefined) throw new Refusal(404, `${params["username"]} is not a user`);
      const { role, name } = roleOf(repository, account.login);
      return ok({
        permission: PERMISSION[role],
        role_name: name,
        user: { ...accountView(world, account), role_name: name },
      });
    },
  ),
];

/** The role of a login, and the name that a custom role goes by. */
function roleOf(repository: Repository, login: string) {
  const known = repository.roles.get(login);
  if (known !== undefined) return known;
  if (login === repository.owner.login) return { role: "admin", name: "admin" } as const;
  const role = repository.isPrivate ? "none" : "read";
  return { role, name: role } as const;
}
