import { pullName, type PullKey } from "../core/pull/pull.ts";
import { readStateBlob } from "../core/pull/state-blob.ts";
import { emptyState, type PullState } from "../core/pull/state.ts";
import type { Forge, Log } from "../ports.ts";
import { commentMarker } from "../render/comment.ts";

/** What the comment of a pull request remembers, and a watch on it, for where there is no other memory. */
export interface CommentMemory {
  readonly state: PullState;
  /** The forge, through which what we write ourselves is noticed. */
  readonly forge: Forge;
  /** Whether nobody else wrote into the memory since it was read: two runs may work on one pull request at the same time. */
  readonly isUnchanged: () => Promise<boolean>;
}

/** The line that holds the state. */
const BLOB = /^<!-- headgate:state .*$/mu;

/**
 * Reads what the comment remembers. The forge gives only a comment that our own account wrote, which is all the proof there
 * is: a state that cannot be read is not believed in parts, but forgotten, and the log says so.
 */
export async function readCommentMemory(key: PullKey, forge: Forge, log: Log): Promise<CommentMemory> {
  const marker = commentMarker(key.number);
  const ask = async () => (await forge.findComment(key.number, marker))?.body ?? "";
  const body = await ask();
  let known = blobIn(body);
  const watched: Forge = {
    ...forge,
    ensureComment: (number, comment) => {
      if (comment.marker === marker) known = blobIn(comment.body);
      return forge.ensureComment(number, comment);
    },
  };
  return {
    state: stateIn(body, key, log),
    forge: watched,
    isUnchanged: async () => blobIn(await ask()) === known,
  };
}

function blobIn(body: string): string {
  return BLOB.exec(body)?.[0].trimEnd() ?? "";
}

function stateIn(body: string, key: PullKey, log: Log): PullState {
  const read = readStateBlob(body, { scope: pullName(key), signer: null });
  if (read.kind === "read") return read.state;
  if (read.kind === "refused") {
    log.warn({ pull: pullName(key), why: read.why }, "the state in the comment is forgotten");
  }
  return emptyState;
}
