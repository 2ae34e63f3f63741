import type { Sha } from "../../core/pull/pull.ts";
import type { LineComment } from "../../ports.ts";
import { changedFiles } from "./changed-files.ts";
import { at, type Connection } from "./connection.ts";
import { isLocked } from "./fault.ts";
import { createOnce } from "./retry.ts";

/** A pull request and the head that the lines are of. */
export interface LineTarget {
  readonly number: number;
  readonly headSha: Sha;
}

/**
 * Comments on lines of the diff, in one review: each wanted one whose key is not in a comment of ours already, and whose
 * line stands in a hunk, because GitHub refuses the whole review for one that does not.
 */
export async function ensureLineComments(
  connection: Connection,
  target: LineTarget,
  comments: readonly LineComment[],
): Promise<void> {
  if (comments.length === 0) return;
  const inDiff = await linesInDiff(connection, target.number);
  const placeable = comments.filter(({ path, line }) => inDiff.has(`${path}:${line}`));
  const missing = (): Promise<readonly LineComment[]> => notYetThere(connection, target.number, placeable);
  let wanted = await missing();
  const create = async (): Promise<true> => {
    await createReview(connection, target, wanted);
    return true;
  };
  const find = async (): Promise<true | null> => {
    wanted = await missing();
    return wanted.length === 0 ? true : null;
  };
  try {
    if (wanted.length > 0) await createOnce({ create, find }, connection.pause);
  } catch (error) {
    if (!isLocked(error)) throw error;
    connection.log.warn({ pull: target.number }, "the conversation is locked, lines were not commented on");
  }
}

async function linesInDiff(connection: Connection, number: number): Promise<ReadonlySet<string>> {
  const files = await changedFiles(connection, number);
  return new Set(files.flatMap(({ path, lines }) => lines.map((line) => `${path}:${line}`)));
}

async function notYetThere(
  connection: Connection,
  number: number,
  comments: readonly LineComment[],
): Promise<readonly LineComment[]> {
  const { github } = connection;
  const login = await connection.ownLogin();
  const there = await github.paginate(github.rest.pulls.listReviewComments, {
    ...at(connection),
    pull_number: number,
    per_page: 100,
  });
  const bodies = there.filter(({ user }) => user.login === login).map(({ body }) => body);
  return comments.filter(({ key }) => !bodies.some((body) => body.includes(key)));
}

async function createReview(
  connection: Connection,
  { number, headSha }: LineTarget,
  comments: readonly LineComment[],
): Promise<void> {
  await connection.github.rest.pulls.createReview({
    ...at(connection),
    pull_number: number,
    commit_id: headSha,
    event: "COMMENT",
    comments: comments.map(({ path, line, body }) => ({ path, line, side: "RIGHT", body })),
  });
}
