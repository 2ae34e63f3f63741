import type { KeptComment, OwnComment } from "../../ports.ts";
import { at, type Connection } from "./connection.ts";
import { isLocked } from "./fault.ts";
import { createOnce } from "./retry.ts";

/** The comment of ours that holds the marker, over all pages; one that somebody hid does not count. */
export async function findComment(
  connection: Connection,
  number: number,
  marker: string,
): Promise<OwnComment | null> {
  const { github } = connection;
  const login = await connection.ownLogin();
  const pages = github.paginate.iterator(github.rest.issues.listComments, {
    ...at(connection),
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const comment of data) {
      const { id, body = "", user } = comment;
      if (user?.login === login && !isHidden(comment) && body.includes(marker)) return { id, body };
    }
  }
  return null;
}

/** GitHub gives `minimized` since 2025; servers of before do not. */
function isHidden({ minimized = null }: { readonly id: number; readonly minimized?: unknown }): boolean {
  return minimized !== null;
}

/** Creates the comment, edits ours, or does nothing; null when the conversation is locked. */
export async function ensureComment(
  connection: Connection,
  number: number,
  comment: KeptComment,
): Promise<OwnComment | null> {
  const find = (): Promise<OwnComment | null> => findComment(connection, number, comment.marker);
  const { body } = comment;
  try {
    const found = await find();
    const create = (): Promise<OwnComment> => createComment(connection, number, body);
    const kept = found ?? (await createOnce({ create, find }, connection.pause));
    return isSame(kept.body, body) ? kept : await updateComment(connection, { id: kept.id, body });
  } catch (error) {
    if (!isLocked(error)) throw error;
    connection.log.warn({ pull: number }, "the conversation is locked, the comment was not written");
    return null;
  }
}

async function createComment(connection: Connection, number: number, body: string): Promise<OwnComment> {
  const { data } = await connection.github.rest.issues.createComment({
    ...at(connection),
    issue_number: number,
    body,
  });
  // As it was sent: GitHub may normalize line ends, which is no difference.
  return { id: data.id, body };
}

async function updateComment(connection: Connection, { id, body }: OwnComment): Promise<OwnComment> {
  await connection.github.rest.issues.updateComment({ ...at(connection), comment_id: id, body });
  return { id, body };
}

function isSame(stored: string, wanted: string): boolean {
  return normal(stored) === normal(wanted);
}

function normal(body: string): string {
  return body.replaceAll("\r\n", "\n").trimEnd();
}
