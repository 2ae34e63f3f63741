/** `name: level`, as GitHub writes the permissions of an App or a token. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

/** A GitHub App. `key`: its public key as PEM; null for an App that nobody signs in as. */
export interface AppRecord {
  readonly id: number;
  readonly slug: string;
  readonly clientId: string;
  readonly key: string | null;
  permissions: Permissions;
  events: readonly string[];
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  readonly repositories: Set<number>;
}

/** Whoever makes a request: an installation of the App, an Action's token, or a person's token. */
export interface Actor {
  readonly token: string;
  readonly account: Account;
  readonly app: AppRecord | null;
  readonly installation: Installation | null;
  readonly permissions: Permissions;
  /** Null: all that the account can see. */
  readonly repositories: ReadonlySet<number> | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Reaction {
  readonly id: number;
  readonly by: Account;
  readonly content: string;
  readonly at: number;
}

export interface IssueComment {
  readonly id: number;
  readonly pull: Pull;
  readonly author: Account;
  readonly app: AppRecord | null;
  readonly createdAt: number;
  readonly reactions: Reaction[];
  body: string;
  updatedAt: number;
  minimizedAs: string | null;
}

export interface ReviewComment {
  readonly id: number;
  readonly pull: Pull;
  readonly review: number | null;
  readonly author: Account;
  readonly app: AppRecord | null;
  readonly createdAt: number;
  readonly reactions: Reaction[];
  readonly commit: string;
  readonly path: string;
  /** Null: the comment is on the file as a whole. */
  readonly line: number | null;
  readonly startLine: number | null;
  readonly side: "LEFT" | "RIGHT";
  readonly replyTo: number | null;
  body: string;
  updatedAt: number;
}

export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "PENDING";
  readonly body: string;
  readonly commit: string;
  readonly at: number;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  readonly title: string;
  readonly body: string;
  readonly createdAt: number;
  /** Where the head lies: the repository itself or a fork. Null once the fork is gone. */
  source: Repository | null;
  readonly sourceOwner: string;
  headRef: string;
  headSha: string;
  baseRef: string;
  state: "open" | "closed";
  isDraft: boolean;
  isLocked: boolean;
  mergedAt: number | null;
  updatedAt: number;
  readonly comments: IssueComment[];
  readonly reviewComments: ReviewComment[];
  readonly reviews: Review[];
  readonly reactions: Reaction[];
}

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number | undefined;
  readonly end_column?: number | undefined;
  readonly annotation_level: string;
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}

export interface CheckRun {
  readonly id: number;
  readonly app: AppRecord;
  readonly headSha: string;
  readonly suite: number;
  name: string;
  status: string;
  conclusion: string | null;
  externalId: string;
  detailsUrl: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: CheckAnnotation[];
  actions: readonly { readonly label: string; readonly description: string; readonly identifier: string }[];
  startedAt: string;
  completedAt: string | null;
}

export interface WorkflowRun {
  readonly id: number;
  readonly name: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** The repository that the head lies in. */
  readonly source: { readonly id: number; readonly fullName: string };
  readonly isFork: boolean;
  readonly conclusion: string;
  readonly at: number;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly run: WorkflowRun;
  readonly zip: Uint8Array;
  readonly digest: string | null;
  readonly at: number;
  /** What the list says of its size; the zip's own size unless a test lies. */
  readonly claimedSize: number;
  isExpired: boolean;
}

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly directory: string;
  readonly defaultBranch: string;
  readonly isPrivate: boolean;
  readonly parent: Repository | null;
  readonly createdAt: number;
  readonly pulls: Pull[];
  readonly checks: CheckRun[];
  readonly runs: WorkflowRun[];
  readonly artifacts: Artifact[];
  /** By login. A custom role has a name of its own beside the role that it is built on. */
  readonly roles: Map<string, { readonly role: Role; readonly name: string }>;
}

/** `owner/name`. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
