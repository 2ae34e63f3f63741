import { signAppJwt } from "../auth/jwt.ts";
import { botOf, issueToken } from "../auth/tokens.ts";
import type { Permissions, Repository } from "../records.ts";
import { accountOf, installationFor, type World } from "../world.ts";

/** Tokens as GitHub would hand them out; each is good for an hour. */
export interface TokenDriver {
  /** A JWT of the App. */
  readonly appJwt: () => string;
  /** A token of the App's installation on a repository; all permissions of the App unless named. */
  readonly installationToken: (repository: Repository, permissions?: Permissions) => string;
  /** What a workflow gets as `GITHUB_TOKEN`: it writes as `github-actions[bot]`. */
  readonly actionsToken: (repository: Repository, permissions?: Permissions) => string;
  /** The token of a person, who may do anything. */
  readonly personToken: (login: string) => string;
}

const ALL: Permissions = {
  contents: "write",
  pull_requests: "write",
  issues: "write",
  checks: "write",
  actions: "read",
};

export function tokenDriver(world: World): TokenDriver {
  return {
    appJwt: () => signAppJwt(world),
    installationToken: (repository, permissions = world.app.permissions) =>
      issueToken(world, "ghs", {
        account: botOf(world, world.app),
        app: world.app,
        installation: installationFor(world, repository) ?? null,
        permissions,
        repositories: new Set([repository.id]),
      }).token,
    actionsToken: (repository, permissions = ALL) =>
      issueToken(world, "ghs", {
        account: botOf(world, world.actions),
        app: world.actions,
        installation: null,
        permissions,
        repositories: new Set([repository.id]),
      }).token,
    personToken: (login) =>
      issueToken(world, "ghp", {
        account: accountOf(world, login),
        app: null,
        installation: null,
        permissions: ALL,
        repositories: null,
      }).token,
  };
}
