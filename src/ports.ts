import type { ArtifactPlace } from "./core/config.ts";
import type { Side } from "./core/manifest/artifacts.ts";
import type { Project } from "./core/manifest/project.ts";
import type { SqlReading, SqlStatement } from "./core/sql/reading.ts";
import type { PullKey, PullRequest, RepositoryKey, Sha } from "./core/pull/pull.ts";
import type { FeedbackTally } from "./core/pull/tally-feedback.ts";
import type { PullState } from "./core/pull/state.ts";
import type { CommentRef, Delivery, PullWork, ReviewReason } from "./core/pull/work.ts";

/** Reads the artifacts of one side. */
export interface ArtifactSource {
  /** Starts what reading needs, so that it is ready when the first side is asked for. */
  readonly warmUp?: () => void;
  /**
   * Reads a manifest and what lies beside it.
   * `like`: the other side, already read; entries with the same text are shared with it, not parsed again.
   * Throws `ArtifactError` when there is no usable manifest.
   */
  readonly readSide: (location: string, like?: Project) => Promise<Side>;
}

/** Reads SQL. */
export interface SqlEngine {
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

/** The clock, as a value that a test can set. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What somebody may do in a repository, from the most to the least. A custom role counts as the one it is built on. */
export type Permission = "admin" | "maintain" | "write" | "triage" | "read" | "none";

export type Reaction = "+1" | "-1" | "eyes" | "confused";

/** One file of a pull request's diff. `lines`: line numbers of the head that stand in a hunk. */
export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "modified" | "removed" | "renamed";
  readonly lines: readonly number[];
}

/** One of our own comments, proven by its author. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** A comment to be kept: found again by its marker, which is part of the body. */
export interface KeptComment {
  readonly marker: string;
  readonly body: string;
}

/** A comment on one line of the diff; the body may hold a suggestion block. `key` is part of the body, so that none is posted twice. */
export interface LineComment {
  readonly key: string;
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

/** A mark on a line of a file, shown in the diff. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** A button of a check run. GitHub allows 20 characters for the label, 40 for the description. */
export interface CheckAction {
  readonly identifier: string;
  readonly label: string;
  readonly description: string;
}

/** The check run of one head. `conclusion` null: still in progress. */
export interface Check {
  readonly name: string;
  readonly headSha: Sha;
  /** The number of the pull request, because GitHub does not give it for forks. */
  readonly pull: number;
  readonly conclusion: "success" | "neutral" | "failure" | "cancelled" | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly Annotation[];
  readonly actions: readonly CheckAction[];
}

/** An artifact that a workflow of the repository uploaded. */
export interface WorkflowArtifact {
  readonly id: number;
  readonly name: string;
  readonly sizeInBytes: number;
  readonly isExpired: boolean;
  /** `sha256:…`; null when the host does not say. */
  readonly digest: string | null;
  readonly headSha: Sha;
  /** Built in a fork: a stranger's text. */
  readonly isFromFork: boolean;
  readonly createdAt: string;
}

/**
 * One repository on the code host, by intent. `ensure…` is idempotent: it looks for what is there, writes only what
 * differs, and never repeats a create blindly. Throws `ForgeError`.
 */
export interface Forge {
  readonly readPull: (number: number) => Promise<PullRequest>;
  /** Numbers of the open pull requests. */
  readonly listOpenPulls: () => Promise<readonly number[]>;
  readonly mergeBase: (base: Sha, head: Sha) => Promise<Sha>;
  /** Shas of a commit and its ancestors along the first parent, newest first, at most 100. */
  readonly listAncestors: (sha: Sha) => Promise<readonly Sha[]>;
  /** A text file at a commit; null when there is none. */
  readonly readFile: (path: string, sha: Sha) => Promise<string | null>;
  /** The bytes of a file at a commit or branch, up to 300 MB; null when there is none. */
  readonly readBytes: (path: string, ref: string) => Promise<Uint8Array | null>;
  /** Names of what lies in a folder at a commit or branch; none where there is no folder, null where there are too many to list. */
  readonly listFolder: (path: string, ref: string) => Promise<readonly string[] | null>;
  readonly changedFiles: (number: number) => Promise<readonly ChangedFile[]>;
  readonly permissionOf: (login: string) => Promise<Permission>;
  readonly findComment: (number: number, marker: string) => Promise<OwnComment | null>;
  /** Creates the comment or edits ours in place; does nothing when the body is the same. Null: the conversation is locked. */
  readonly ensureComment: (number: number, comment: KeptComment) => Promise<OwnComment | null>;
  /** Comments on lines of the diff in one review; those whose key stands there already are left out. */
  readonly ensureLineComments: (
    number: number,
    headSha: Sha,
    comments: readonly LineComment[],
  ) => Promise<void>;
  readonly react: (comment: CommentRef, reaction: Reaction) => Promise<void>;
  /** People's reactions to one of our comments; bots are left out. */
  readonly listReactions: (
    comment: CommentRef,
  ) => Promise<readonly { readonly by: string; readonly reaction: string }[]>;
  /** The check run of that name at that head, created or updated; annotations are sent in batches. */
  readonly ensureCheck: (check: Check) => Promise<void>;
  /** Artifacts of that name, newest first. With a head: all that were built from it; without: the newest 500. */
  readonly listArtifacts: (name: string, headSha: Sha | null) => Promise<readonly WorkflowArtifact[]>;
  /** The zip as a stream. The address that it comes from is good for a minute and gets no token. */
  readonly downloadArtifact: (id: number) => Promise<AsyncIterable<Uint8Array>>;
}

/** The code host as the App sees it. */
export interface ForgeApp {
  readonly forgeOf: (repository: RepositoryKey) => Promise<Forge>;
  readonly listRepositories: () => Promise<readonly RepositoryKey[]>;
  /** Asks the host to send again what it could not deliver since then. Gives how many. */
  readonly redeliverFailed: (since: number) => Promise<number>;
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
 * What must survive a crash: deliveries, one row for each pull request, and its state. Times are milliseconds since 1970.
 * Run by the same tests for every implementation (`test/support/store-suite.ts`).
 */
export interface Store {
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

/** Structured log lines: a fixed message and values; never a text of a pull request, never a secret. */
export interface Log {
  readonly info: (fields: LogFields, message: string) => void;
  readonly warn: (fields: LogFields, message: string) => void;
  readonly error: (fields: LogFields, message: string) => void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
