import type { ArtifactPlace } from "./core/config.ts";
import type { Rendering } from "./core/jinja/dbt/rendering.ts";
import type { RenderProject } from "./core/jinja/dbt/render-project.ts";
import type { RenderJob } from "./core/jinja/dbt/render-state.ts";
import type { Side } from "./core/manifest/artifacts.ts";
import type { Project } from "./core/manifest/project.ts";
import type { SqlReading, SqlStatement } from "./core/sql/reading.ts";
import type { PullKey, RepositoryKey, Sha } from "./core/pull/pull.ts";
import type { FeedbackTally } from "./core/pull/tally-feedback.ts";
import type { PullState } from "./core/pull/state.ts";
import type { Ledger } from "./model-ports.ts";
import type { Delivery, PullWork, ReviewReason } from "./core/pull/work.ts";
import type { Forge } from "./forge-ports.ts";

/** Reads the artifacts of one side. */
export interface ArtifactSource {
  /** Says which two sides will be read, one against the other: their reading may begin at once. */
  readonly expect?: (base: string, head: string) => void;
  /**
   * Reads a manifest and what lies beside it.
   * `like`: the other side, already read; entries with the same text are shared with it, not parsed again.
   * `projectFile`: the text of the `dbt_project.yml` of the manifest's commit, null where it has none; left out: it is
   * looked for beside the manifest.
   * Throws `ArtifactError` when there is no usable manifest.
   */
  readonly readSide: (location: string, like?: Project, projectFile?: string | null) => Promise<Side>;
}

/** Reads SQL, and renders what is not compiled. */
export interface SqlEngine {
  /** SQL from dbt's Jinja, without dbt. Never throws for what stands in a text: an answer says what was not rendered. */
  readonly render: (project: RenderProject, job: RenderJob) => Promise<Rendering>;
  /** Loads what the first statement needs, beside other work, unless what earlier runs kept may well do. */
  readonly warmUp?: () => void;
  /**
   * What each statement says, in the order in which they were given. Never throws for what stands in a statement: one
   * that cannot be read, or takes too long, is a reading that says so.
   */
  readonly read: (statements: readonly SqlStatement[]) => Promise<readonly SqlReading[]>;
  /** Lets go of what reading needed. */
  readonly close: () => Promise<void>;
}

export type {
  Annotation,
  ChangedFile,
  Check,
  CheckAction,
  Forge,
  ForgeApp,
  KeptComment,
  LineComment,
  OwnComment,
  Permission,
  Reaction,
  WorkflowArtifact,
} from "./forge-ports.ts";
export type { Counter, Drafter, Ledger, Patience, Spent } from "./model-ports.ts";

/** The clock, as a value that a test can set. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The right to work on one pull request until the lease ends. */
export interface Claim {
  readonly work: PullWork;
  /** Grows with every delivery recorded for the pull request. */
  readonly generation: number;
  /** How often work on this generation was begun before and did not finish. */
  readonly attempts: number;
}

/**
 * What must survive a crash: deliveries, one row for each pull request, its state, and what models cost. Times are milliseconds since 1970.
 * Run by the same tests for every implementation (`test/support/store-suite.ts`).
 */
export interface Store extends Ledger {
  /** Records a delivery durably, once: false when its id was there before. */
  readonly record: (delivery: Delivery, now: number) => Promise<boolean>;
  /** A pull request with work and no running lease, the longest waiting first; null when there is none. */
  readonly claim: (now: number, leaseMs: number) => Promise<Claim | null>;
  /** Makes the lease longer; false when it was lost. */
  readonly renew: (claim: Claim, now: number, leaseMs: number) => Promise<boolean>;
  /** Whether the lease is still ours, and no delivery since the claim named another head. */
  readonly isNewest: (claim: Claim) => Promise<boolean>;
  /**
   * Ends the work: the claimed commands and the review are done, the state is kept. What came since stays to be done,
   * and so does a review that is owed. Nothing happens when the lease was lost: whoever has it now does the same work.
   */
  readonly finish: (claim: Claim, state: PullState, owed: ReviewReason | null) => Promise<void>;
  /** Gives the work back, to be claimed again from `retryAt` on, or at once when something came since. Nothing happens when the lease was lost. */
  readonly release: (claim: Claim, retryAt: number) => Promise<void>;
  readonly readState: (pull: PullKey) => Promise<PullState>;
  /** When the next pull request can be claimed: its lease or retry time ends, or it waits already. Null when nothing is to be done. */
  readonly nextDue: () => Promise<number | null>;
  /** Pull requests whose newest known head is that commit: some events about forks name no pull request. */
  readonly findPulls: (repository: RepositoryKey, headSha: Sha) => Promise<readonly PullKey[]>;
  /** How many pull requests have work that is not finished. */
  readonly countUnfinished: () => Promise<number>;
  readonly tallyFeedback: () => Promise<FeedbackTally>;
  /** Throws when nothing can be recorded now. */
  readonly check: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The artifacts of one dbt project at one commit, and where they may be. */
export interface ArtifactRequest {
  readonly forge: Forge;
  /** `owner/name`. */
  readonly repository: string;
  /** Tried in this order. */
  readonly places: readonly ArtifactPlace[];
  /** The folder of the dbt project, `.` for the repository itself. */
  readonly project: string;
  readonly side: "base" | "head";
  readonly sha: Sha;
  readonly branch: string;
  /** The commit lies in a fork: only then is what a fork's CI uploaded taken for it. */
  readonly isFork: boolean;
}

/** Where the artifacts of one side were looked for, and why each place did not have them. */
export interface ArtifactSearch {
  /** A folder or file that `ArtifactSource.readSide` reads; null when nothing was found. */
  readonly location: string | null;
  /** The commit that the artifacts were built from; null when the source does not say. */
  readonly builtFrom: Sha | null;
  /** One sentence for each place that did not have them. */
  readonly missing: readonly string[];
}

export type { Signer } from "./core/pull/state-blob.ts";
export type { UsageWarehouse } from "./core/usage/usage-warehouse.ts";

/** Structured log lines: a fixed message and values; never a text of a pull request, never a secret. */
export interface Log {
  readonly info: (fields: LogFields, message: string) => void;
  readonly warn: (fields: LogFields, message: string) => void;
  readonly error: (fields: LogFields, message: string) => void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
