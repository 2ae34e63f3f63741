import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { SqlReading, SqlStatement, UnreadStatement } from "../../core/sql/reading.ts";
import { askThread, tellThread } from "../thread/ask-thread.ts";
import type { SqlReply, SqlRequest } from "./messages.ts";

/** What a thread may take before it is ended or replaced. */
export interface ThreadLimits {
  /** Milliseconds for one statement. */
  readonly timeout: number;
  /** Milliseconds more for the first statement of a thread, which loads the parsers. */
  readonly startUp: number;
  /**
   * Megabytes that the process may hold more than when the thread started; above, the thread is replaced: WASM memory never
   * shrinks. What the process held before, a server's manifests, is none of the thread's doing.
   */
  readonly memory: number;
  /** Milliseconds without work after which a thread ends. */
  readonly idle: number;
}

/** What a thread may take where nobody says otherwise. */
export const usualLimits: ThreadLimits = { timeout: 5000, startUp: 10_000, memory: 400, idle: 500 };

/** Megabytes for a thread's heap; a syntax tree of a megabyte of SQL takes some hundred. */
const HEAP = 512;

/**
 * One thread that reads statements, one after the other. It starts with the first, never keeps the process alive, and is
 * ended for good when a statement takes too long: a running WASM call cannot be stopped in any other way.
 */
export class SqlThread {
  readonly #limits: ThreadLimits;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #warm = false;
  /** Bytes that the process held when the thread started. */
  #before = 0;
  /** How often a thread was replaced because of memory. */
  recycled = 0;

  constructor(limits: ThreadLimits) {
    this.#limits = limits;
  }

  /** Starts the thread before there is work for it. Until then it is not taken for idle. */
  warmUp(): void {
    const worker = this.#wake();
    const request: SqlRequest = { statement: null };
    tellThread(worker, request);
    worker.unref();
  }

  /** Reads one statement. Resolves always. */
  async read(statement: SqlStatement): Promise<SqlReading> {
    const worker = this.#wake();
    const outcome = await this.#ask(worker, statement);
    if ("rss" in outcome) {
      this.#warm = true;
      if (outcome.rss - this.#before > this.#limits.memory * 1024 ** 2) await this.#recycle();
      else this.#rest(worker);
      return outcome.reading;
    }
    await this.end();
    return outcome;
  }

  async #ask(worker: Worker, statement: SqlStatement): Promise<SqlReply | UnreadStatement> {
    const request: SqlRequest = { statement };
    const limit = this.#limits.timeout + (this.#warm ? 0 : this.#limits.startUp);
    const reply = await askThread<SqlReply>(worker, request, limit);
    if (!("failed" in reply)) return reply;
    return reply.failed === "late"
      ? { state: "unread", code: "timeout", why: `reading it ${reply.why}` }
      : { state: "unread", code: "crashed", why: reply.why };
  }

  #wake(): Worker {
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#worker === null) {
      this.#warm = false;
      this.#before = process.memoryUsage.rss();
      this.#worker = new Worker(createRequire(import.meta.url).resolve("#sql-worker"), {
        resourceLimits: { maxOldGenerationSizeMb: HEAP },
      });
    }
    this.#worker.ref();
    return this.#worker;
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.end(), this.#limits.idle).unref();
  }

  async #recycle(): Promise<void> {
    this.recycled += 1;
    await this.end();
  }

  /** Ends the thread; the next statement starts another. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (this.#idle !== null) clearTimeout(this.#idle);
    await worker?.terminate();
  }
}
