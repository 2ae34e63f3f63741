import { generateKeyPairSync } from "node:crypto";
import { randomBy } from "../faults.ts";
import type { Account, AppRecord, Permissions } from "../records.ts";
import type { World } from "../world.ts";

/** How the App is registered, and what the stand-in starts from. All have defaults. */
export interface GitHubOptions {
  readonly appSlug?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  /** Milliseconds since 1970; `advance` adds to it. */
  readonly now?: () => number;
  /** The port of the API; any free one when left out. */
  readonly port?: number;
}

const PERMISSIONS: Permissions = {
  metadata: "read",
  contents: "read",
  pull_requests: "write",
  issues: "write",
  checks: "write",
  actions: "read",
};

const EVENTS = [
  "pull_request",
  "issue_comment",
  "pull_request_review_comment",
  "check_run",
  "check_suite",
  "workflow_run",
];

/** An empty world, its servers not yet up. */
export function newWorld(root: string, options: GitHubOptions): World {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let id = 1000;
  const nextId = () => (id += 1);
  const app: AppRecord = {
    id: nextId(),
    slug: options.appSlug ?? "headgate",
    clientId: "Iv1.standin",
    key: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
    permissions: options.permissions ?? PERMISSIONS,
    events: options.events ?? EVENTS,
  };
  return {
    now: options.now ?? Date.now,
    nextId,
    origin: "",
    storage: "",
    root,
    app,
    privateKey: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    actions: strangeApp(15_368, "github-actions"),
    accounts: new Map<string, Account>(),
    installations: [],
    repositories: [],
    tokens: new Map(),
    hooks: {
      url: options.webhookUrl ?? null,
      secret: options.webhookSecret ?? "stand-in webhook secret",
      deliveries: [],
      held: null,
      underWay: new Set(),
    },
    faults: { plan: null, next: [], retryAfter: 1, random: randomBy(0) },
    requests: [],
    violations: [],
    onPush: null,
    spent: new Map(),
  };
}

/** An App that is not ours and that nobody signs in as. */
export function strangeApp(id: number, slug: string): AppRecord {
  return { id, slug, clientId: `Iv1.${slug}`, key: null, permissions: {}, events: [] };
}
