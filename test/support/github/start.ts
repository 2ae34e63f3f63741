import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRepository, type RepositorySketch } from "./driver/create-repository.ts";
import { repositoryDriver, type RepositoryDriver } from "./driver/repository.ts";
import { tokenDriver, type TokenDriver } from "./driver/tokens.ts";
import { webhookDriver, type WebhookDriver } from "./driver/webhooks.ts";
import { newWorld, type GitHubOptions } from "./driver/world.ts";
import { randomBy, type Fault, type FaultPlan } from "./faults.ts";
import { close, listen } from "./http/listen.ts";
import { createServers } from "./http/serve.ts";
import type { LoggedRequest, World } from "./world.ts";

/** A running stand-in for GitHub, and everything a test does with it. */
export interface GitHub extends TokenDriver {
  /** `http://127.0.0.1:port`; the API is there and, as on GitHub Enterprise Server, under `/api/v3`. */
  readonly url: string;
  readonly apiUrl: string;
  readonly appId: number;
  /** The login that the App writes as. */
  readonly appLogin: string;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly webhooks: WebhookDriver;
  /** Runs something after every push from now on, as CI does. */
  readonly onPush: (
    run: (repository: RepositoryDriver, branch: string, sha: string) => Promise<void>,
  ) => void;
  readonly createRepository: (sketch?: RepositorySketch) => Promise<RepositoryDriver>;
  /** Mounts a fault on the next requests whose `METHOD /path` matches: once, unless `times` says more. */
  readonly failNext: (on: RegExp, fault: Fault & { readonly times?: number }) => void;
  /** Mounts faults on a share of all requests from now on; null ends it. */
  readonly failAtRandom: (plan: FaultPlan | null) => void;
  /** Seconds that `retry-after` asks for; 1 when never set. */
  readonly setRetryAfter: (seconds: number) => void;
  /** Moves the stand-in's clock on. */
  readonly advance: (milliseconds: number) => void;
  /** Every request so far, in the order of the answers. */
  readonly requests: () => readonly LoggedRequest[];
  /** What the requests had that GitHub's description does not allow. A test of the App expects none. */
  readonly violations: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts a stand-in on loopback, over bare repositories in a folder of its own that `stop` deletes. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const root = await mkdtemp(join(tmpdir(), "headgate-github-"));
  let ahead = 0;
  const clock = options.now ?? Date.now;
  const world = newWorld(root, { ...options, now: () => clock() + ahead });
  const { api, storage } = createServers(world);
  world.origin = `http://127.0.0.1:${await listen(api, options.port ?? 0)}`;
  world.storage = `http://127.0.0.1:${await listen(storage, 0)}`;
  return {
    url: world.origin,
    apiUrl: `${world.origin}/api/v3`,
    appId: world.app.id,
    appLogin: `${world.app.slug}[bot]`,
    privateKey: world.privateKey,
    webhookSecret: world.hooks.secret,
    webhooks: webhookDriver(world),
    ...tokenDriver(world),
    ...faultDriver(world),
    onPush: (run) => {
      world.onPush = (record, branch, sha) => run(repositoryDriver(world, record), branch, sha);
    },
    createRepository: async (sketch = {}) => repositoryDriver(world, await createRepository(world, sketch)),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    requests: () => [...world.requests],
    violations: () => [...world.violations],
    stop: async () => {
      await Promise.all([close(api), close(storage)]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

function faultDriver({ faults }: World) {
  return {
    failNext: (on: RegExp, { kind, when, times = 1 }: Fault & { readonly times?: number }) => {
      faults.next.push({ on, kind, when, times });
    },
    failAtRandom: (plan: FaultPlan | null) => {
      faults.plan = plan;
      faults.random = randomBy(plan?.seed ?? 0);
    },
    setRetryAfter: (seconds: number) => {
      faults.retryAfter = seconds;
    },
  };
}
