import { noUsage } from "./no-usage.ts";
import type { UsageSource } from "../../src/usage-ports.ts";
import { noSql } from "./no-sql.ts";
import { emptyState, type PullState } from "../../src/core/pull/state.ts";
import type { PullRequest, Sha } from "../../src/core/pull/pull.ts";
import type { GivenCommand, ReviewReason } from "../../src/core/pull/work.ts";
import type { Catalog } from "../../src/core/manifest/siblings.ts";
import type { ArtifactRequest, ArtifactSearch } from "../../src/ports.ts";
import type { Models } from "../../src/draft/models.ts";
import type { PullPorts } from "../../src/pull/pull-ports.ts";
import { workOnPull, type Outcome } from "../../src/pull/work-on-pull.ts";
import { FakeForge, sha } from "./fake-forge.ts";
import { sideOf, type ManifestSketch } from "./manifest.ts";

/** A shop with a contract. `columns`: what the contract of `orders` promises. */
export function shop(columns: readonly string[], metadata: ManifestSketch["metadata"] = {}): ManifestSketch {
  return {
    metadata,
    nodes: {
      "model.shop.orders": {
        original_file_path: "models/orders.sql",
        description: "Orders.",
        raw_code: "select 1",
        config: { contract: { enforced: true } },
        contract: { enforced: true, checksum: columns.join() },
        columns: Object.fromEntries(
          columns.map((name) => [name, { name, data_type: "int", description: "A column." }]),
        ),
      },
    },
    exposures: {
      "exposure.shop.board": {
        depends_on: { nodes: ["model.shop.orders"] },
        owner: { name: "finance" },
        original_file_path: "models/exposures.yml",
        description: "A board.",
      },
    },
  };
}

export const WHOLE = shop(["id", "amount"]);
/** Breaks the contract: a proven error. */
export const BROKEN = shop(["id"]);

/** A pull request, a code host and artifacts, all in memory: the world around `workOnPull`. */
export class PullWorld {
  readonly forge: FakeForge;
  /** Manifests by `project side` or `project side sha`; the latter goes first. */
  readonly manifests = new Map<string, ManifestSketch>([
    [". base", WHOLE],
    [". head", BROKEN],
  ]);
  /** What lies beside them, by the same keys. */
  readonly catalogs = new Map<string, Catalog>();
  /** Answers instead of the manifests, by `project side`. */
  readonly searches = new Map<string, ArtifactSearch>();
  readonly requests: ArtifactRequest[] = [];
  readonly logged: string[] = [];
  state: PullState = emptyState;
  isNewest = true;
  /** Milliseconds since 1970. */
  now = 0;
  controller = new AbortController();
  models: Models | null = null;
  /** What the operator keeps of use, by name, and what reads it. */
  snapshots: readonly string[] = [];
  usage: UsageSource = noUsage;
  #comments = 0;

  constructor(pull: Partial<PullRequest> = {}) {
    this.forge = new FakeForge(pull);
  }

  get ports(): PullPorts {
    const line = (_fields: object, message: string) => void this.logged.push(message);
    return {
      forge: this.forge,
      artifacts: { readSide: (location) => Promise.resolve().then(() => this.#sideAt(location)) },
      sql: noSql,
      usage: this.usage,
      snapshotsOf: () => Promise.resolve(this.snapshots),
      findArtifacts: (request) => this.#find(request),
      isNewest: () => Promise.resolve(this.isNewest),
      clock: { now: () => this.now },
      version: "1.0.0",
      memory: "store",
      signer: null,
      signal: this.controller.signal,
      log: { info: line, warn: line, error: line },
      models: this.models,
    };
  }

  /** The configuration at the base branch. */
  configure(text: string): void {
    this.forge.files.set(`.github/headgate.yml@${this.forge.pull.base.sha}`, text);
  }

  /** One claim of work, as a queue would hand it over; the state is kept for the next one. */
  async work(review: ReviewReason | null, ...lines: readonly string[]): Promise<Outcome> {
    return this.workOn(
      review,
      lines.map((line) => this.command(line)),
    );
  }

  async workOn(
    review: ReviewReason | null,
    commands: readonly GivenCommand[],
    leftHeads: readonly Sha[] = [],
  ): Promise<Outcome> {
    const pull = { installation: 1, owner: "acme", repository: "shop", number: 7 };
    const outcome = await workOnPull({ pull, review, commands, leftHeads, state: this.state }, this.ports);
    this.state = outcome.state;
    return outcome;
  }

  /** `author: /headgate verb`; without an author it is one with write access. */
  command(written: string): GivenCommand {
    const [, author = "grace", line = ""] = /^(?:(\w+): )?(.*)$/u.exec(written) ?? [];
    if (author === "grace") this.forge.permissions.set("grace", "write");
    this.#comments += 1;
    const at = new Date(this.now).toISOString();
    return { comment: { kind: "issue", id: this.#comments }, author, line, at };
  }

  /** The one comment that is no reply. */
  get sticky(): string | undefined {
    return this.forge.comments.find(({ body }) => body.includes("headgate:review"))?.body;
  }

  get replies(): readonly string[] {
    return this.forge.comments.map(({ body }) => body).filter((body) => body.includes("headgate:reply"));
  }

  #find(request: ArtifactRequest): Promise<ArtifactSearch> {
    this.requests.push(request);
    const key = `${request.project} ${request.side}`;
    const found = [`${key} ${request.sha.charAt(0)}`, key].find((name) => this.manifests.has(name));
    const missing = { location: null, builtFrom: null, missing: [`${key} is not uploaded.`] };
    const search = found === undefined ? missing : { location: found, builtFrom: request.sha, missing: [] };
    return Promise.resolve(this.searches.get(key) ?? search);
  }

  #sideAt(location: string) {
    const manifest = this.manifests.get(location);
    if (manifest === undefined) throw new Error(`no manifest at ${location}`);
    return sideOf(manifest, this.catalogs.get(location) ?? null);
  }
}

export { sha };
