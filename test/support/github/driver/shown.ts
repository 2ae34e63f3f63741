import type { CheckAnnotation, CheckRun, IssueComment, Review, ReviewComment } from "../records.ts";

/** A comment as a test looks at it. `app`: the slug of the App that wrote it. */
export interface ShownComment {
  readonly id: number;
  readonly author: string;
  readonly app: string | null;
  readonly body: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly isMinimized: boolean;
  /** Null on the timeline. */
  readonly path: string | null;
  readonly line: number | null;
}

/** A check run as a test looks at it. */
export interface ShownCheck {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly externalId: string;
  readonly annotations: readonly CheckAnnotation[];
  readonly buttons: readonly string[];
}

export function showComment(comment: IssueComment | ReviewComment): ShownComment {
  const isInDiff = "path" in comment;
  return {
    id: comment.id,
    author: comment.author.login,
    app: comment.app?.slug ?? null,
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    isMinimized: !isInDiff && comment.minimizedAs !== null,
    path: isInDiff ? comment.path : null,
    line: isInDiff ? comment.line : null,
  };
}

export function showCheck(check: CheckRun): ShownCheck {
  const { id, name, headSha, status, conclusion, title, summary, text, externalId } = check;
  const same = { id, name, headSha, status, conclusion, title, summary, text, externalId };
  return {
    ...same,
    annotations: [...check.annotations],
    buttons: check.actions.map((action) => action.identifier),
  };
}

export function showReview({ id, author, state, body, commit }: Review) {
  return { id, author: author.login, state, body, commit };
}
