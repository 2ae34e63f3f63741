/** Where a repository is: its owner and its name on the code host. */
export interface RepositoryKey {
  /** The GitHub App's installation that reaches it; null with a plain token, as inside an Action. */
  readonly installation: number | null;
  readonly owner: string;
  readonly repository: string;
}

/** One pull request of one repository. */
export interface PullKey extends RepositoryKey {
  readonly number: number;
}

/** A commit, 40 or 64 hex digits. */
export type Sha = string;

/** A pull request as the code host describes it now. Its texts are not read: nothing in a review depends on them. */
export interface PullRequest {
  readonly number: number;
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  readonly author: string;
  /** Only people with access can see the repository. */
  readonly isPrivate: boolean;
  readonly head: {
    readonly sha: Sha;
    readonly ref: string;
    /** `owner/name` of the repository that holds the head; null when it was deleted. */
    readonly repository: string | null;
  };
  /** The newest commit of the base branch, not the merge base. */
  readonly base: { readonly sha: Sha; readonly ref: string };
  /** The head lies in another repository than the base: what its CI uploads is a stranger's text. */
  readonly isFork: boolean;
}

/** A text that names a pull request in logs and as a key: `owner/repository#7`. */
export function pullName({ owner, repository, number }: PullKey): string {
  return `${owner}/${repository}#${number}`;
}
