import type { Faults } from "./faults.ts";
import type { Hooks } from "./webhooks/hooks.ts";
import type { Account, Actor, AppRecord, Installation, Repository } from "./records.ts";

/** One request that came in, and what it was answered. */
export interface LoggedRequest {
  readonly method: string;
  /** Without the `/api/v3` prefix, with the query. */
  readonly path: string;
  /** GitHub's template of the route; null where there is none. */
  readonly operation: string | null;
  readonly login: string | null;
  readonly body: unknown;
  readonly status: number;
  /** The fault that was mounted on it. */
  readonly fault: string | null;
}

/** All that the stand-in knows. Routes read and change it; only the driver and the routes do. */
export interface World {
  /** Milliseconds since 1970; tests move it. */
  readonly now: () => number;
  readonly nextId: () => number;
  /** `http://127.0.0.1:port` of the API, and of the storage that artifacts are downloaded from. */
  origin: string;
  storage: string;
  /** The folder of the bare repositories. */
  readonly root: string;
  readonly app: AppRecord;
  /** The App's key as PEM. */
  readonly privateKey: string;
  /** What a token of an Action is issued by. */
  readonly actions: AppRecord;
  readonly accounts: Map<string, Account>;
  readonly installations: Installation[];
  readonly repositories: Repository[];
  readonly tokens: Map<string, Actor>;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  /** What the requests had that GitHub's description does not allow. */
  readonly violations: string[];
  /** What runs after each push, as CI does: told of the repository, the branch and its new head. */
  onPush: ((repository: Repository, branch: string, sha: string) => Promise<void>) | null;
  /** Requests of each token since the start, for the rate limit. */
  readonly spent: Map<string, number>;
}

/** The account of that login, made when it is first named. */
export function accountOf(world: World, login: string, type: Account["type"] = "User"): Account {
  const known = world.accounts.get(login);
  if (known !== undefined) return known;
  const account = { id: world.nextId(), login, type };
  world.accounts.set(login, account);
  return account;
}

/** The repository `owner/name`, ignoring case as GitHub does. */
export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return world.repositories.find((one) => `${one.owner.login}/${one.name}`.toLowerCase() === wanted);
}

/** The App's installation that reaches a repository. */
export function installationFor(world: World, repository: Repository): Installation | undefined {
  return world.installations.find((one) => one.repositories.has(repository.id));
}

/** ISO date-time to the second, as GitHub writes it. */
export function isoTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/u, "Z");
}
