import { ArtifactError } from "../../errors.ts";
import { inTurns } from "../thread/in-turns.ts";
import { asArtifactError } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Content } from "./content.ts";
import { unpackReplies } from "./keep-replies.ts";
import type { BaseJob, EarlyContent, Job, Reply } from "./messages.ts";
import { NOT_READ, readEarly } from "./read-early.ts";
import { ReaderThread } from "./reader-thread.ts";
import type { Reductions } from "./reduction.ts";

/** How far the reading of a file has come, in bytes of the file, or of what a packed base holds. */
export type Progress = (path: string, bytesRead: number, bytesTotal: number) => void;

/** What becomes of what is read. */
export interface Taking<K extends ArtifactKind> {
  /** Takes an item; `content`: to which it may refer. */
  readonly take: (item: Reductions[K]["item"], content: Content) => void;
  readonly onProgress: Progress;
}

/** A base that is to be read. `keepIn`: the folder in which what becomes of it is kept for other runs; null for none. */
export interface WantedBase {
  readonly path: string;
  readonly keepIn: string | null;
}

/** Milliseconds without work after which the thread ends. */
const IDLE_LIMIT = 500;

/**
 * Reads artifacts in a thread of its own, one after the other. The thread starts with the first and is kept for the
 * next, because its code is warm then; it ends when it is idle and never keeps the process alive.
 */
export class WorkerReader {
  #thread: ReaderThread | null = null;
  #idle: NodeJS.Timeout | null = null;
  #expected: BaseJob | null = null;
  #lastNumber = 0;
  /** Readings that were asked for and are not done. */
  #pending = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * Reads one artifact, whose items are taken as they come, in turns of the event loop.
   * Gives what is known at the end. Throws `ArtifactError`.
   */
  read<K extends ArtifactKind>(
    job: Job & { readonly kind: K },
    taking: Taking<K>,
  ): Promise<Reductions[K]["rest"]> {
    this.#pending += 1;
    const result = this.#turn.then(() => this.#readNow(job, taking));
    this.#turn = result.catch(() => null);
    return result;
  }

  async #readNow<K extends ArtifactKind>(
    job: Job & { readonly kind: K },
    { take, onProgress }: Taking<K>,
  ): Promise<Reductions[K]["rest"]> {
    const thread = this.#wake();
    try {
      for await (const reply of repliesFrom<K>(thread, job)) {
        if (reply.type === "done") return reply.rest;
        if (reply.type === "failed") throw new ArtifactError(reply.code, reply.advice);
        const { items, bytesRead, bytesTotal } = reply.batch;
        await inTurns(items, (item) => take(item, reply.content));
        onProgress(job.path, bytesRead, bytesTotal);
      }
      throw new Error(`nothing more is said of ${job.path}`);
    } catch (error) {
      if (!(error instanceof ArtifactError)) this.#discard(thread);
      throw asArtifactError(error, job.path);
    } finally {
      this.#pending -= 1;
      this.#rest(thread);
    }
  }

  /** What reading a base asks for: the one that was expected, or another. */
  baseJob(wanted: WantedBase): BaseJob {
    const expected = this.#expected;
    if (expected === null || !isFor(wanted, expected)) return this.#newBase(wanted, null);
    this.#expected = null;
    return expected;
  }

  #newBase({ path, keepIn }: WantedBase, head: string | null): BaseJob {
    this.#lastNumber += 1;
    return { kind: "manifest", path, role: { side: "base", number: this.#lastNumber, keepIn, head } };
  }

  /**
   * Says which base will be read next and which head against it, so that the thread need not wait to be asked. Nothing is
   * begun while others wait: a base may be as large as the memory that is left.
   */
  expect(wanted: WantedBase, head: string): void {
    const expected = this.#expected;
    if (expected !== null && isFor(wanted, expected) && expected.role.head === head) return;
    if (this.#pending > 0) return;
    const base = this.#newBase(wanted, head);
    this.#expected = base;
    const isStarting = this.#thread === null;
    const thread = this.#wake();
    thread.keepAlive(false);
    const tell = (read: EarlyContent): void => {
      const role = { side: "head", against: base.role.number } as const;
      thread.tell({ type: "expect", base, head: { kind: "manifest", path: head, role }, read });
    };
    const told = this.#turn.then(async () => tell(isStarting ? await readEarly(base.path, head) : NOT_READ));
    this.#turn = told.catch(() => null);
  }

  #wake(): ReaderThread {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#thread ??= new ReaderThread();
    this.#thread.keepAlive(true);
    return this.#thread;
  }

  #rest(thread: ReaderThread): void {
    thread.keepAlive(false);
    this.#idle = setTimeout(() => this.#discard(thread), IDLE_LIMIT).unref();
  }

  #discard(thread: ReaderThread): void {
    if (this.#thread === thread) this.#thread = null;
    thread.end();
  }
}

function isFor({ path, keepIn }: WantedBase, job: BaseJob): boolean {
  return job.path === path && job.role.keepIn === keepIn;
}

async function* repliesFrom<K extends ArtifactKind>(
  thread: ReaderThread,
  job: Job & { readonly kind: K },
): AsyncGenerator<Reply<K>> {
  let sent = await thread.ask<K>({ type: "read", job });
  while (sent.type === "batch") {
    yield sent;
    sent = await thread.ask<K>({ type: "more" });
  }
  if (sent.type === "kept") yield* unpackReplies<K>(sent.records, sent.content);
  else yield sent;
}
