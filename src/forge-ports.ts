import type { PullRequest, RepositoryKey, Sha } from "./core/pull/pull.ts";
import type { CommentRef } from "./core/pull/work.ts";

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
