import type { SqlReading, SqlStatement } from "../../core/sql/reading.ts";
import type { SqlEngine } from "../../ports.ts";
import { sqlRenderer } from "../jinja/sql-renderer.ts";
import { ReadingCache } from "./reading-cache.ts";
import { SqlThread, usualLimits, type ThreadLimits } from "./sql-thread.ts";

export interface EngineOptions extends Partial<ThreadLimits> {
  /** Threads that read side by side. The second starts when statements queue up. */
  readonly threads?: number;
  /** Readings that are kept in memory. */
  readonly kept?: number;
  /** A folder to keep readings in for other runs; without it there is none. */
  readonly folder?: string | null;
}

/** Statements that wait before another thread is worth its start. */
const QUEUE_WORTH_A_THREAD = 250;

/** Characters. What is longer is no query that a person wrote, and its syntax tree would fill the memory. */
const LONGEST = 1_000_000;

/** Reads SQL in threads of its own. Nothing is loaded before the first statement comes. */
export function sqlEngine(options: EngineOptions = {}): SqlEngine {
  const { threads = 2, kept = 500, folder = null, ...limits } = options;
  const pool = new Pool(threads, { ...usualLimits, ...limits });
  const cache = new ReadingCache(kept, folder);
  const renderer = sqlRenderer();
  const readOne = async (statement: SqlStatement): Promise<SqlReading> => {
    if (statement.sql.length > LONGEST) return TOO_LARGE;
    return await cache.get(statement, () => pool.read(statement));
  };
  return {
    warmUp: () => {
      if (!cache.holdsAny()) pool.warmUp();
    },
    read: async (statements) => await Promise.all(statements.map(readOne)),
    render: renderer.render,
    close: async () => {
      await Promise.all([pool.close(), renderer.close(), cache.flush()]);
    },
  };
}

const TOO_LARGE: SqlReading = {
  state: "unread",
  code: "too-large",
  why: "it is longer than a million characters",
};

interface Waiting {
  readonly statement: SqlStatement;
  readonly settle: (reading: Promise<SqlReading>) => void;
}

class Pool {
  readonly #idle: SqlThread[];
  readonly #threads: readonly SqlThread[];
  readonly #queue: Waiting[] = [];

  constructor(size: number, limits: ThreadLimits) {
    this.#threads = Array.from({ length: size }, () => new SqlThread(limits));
    this.#idle = [...this.#threads];
  }

  read(statement: SqlStatement): Promise<SqlReading> {
    return new Promise((resolve) => {
      this.#queue.push({ statement, settle: resolve });
      this.#start();
    });
  }

  /** One thread; whether a second is worth its start shows when statements come. */
  warmUp(): void {
    this.#idle[0]?.warmUp();
  }

  #start(): void {
    const busy = this.#threads.length - this.#idle.length;
    if (busy > 0 && this.#queue.length < QUEUE_WORTH_A_THREAD) return;
    const thread = this.#idle.shift();
    if (thread !== undefined) void this.#work(thread);
  }

  async #work(thread: SqlThread): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const reading = thread.read(next.statement);
      next.settle(reading);
      await reading;
    }
    this.#idle.unshift(thread);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
