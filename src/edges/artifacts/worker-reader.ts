import { createRequire } from "node:module";
import { deserialize } from "node:v8";
import { Worker } from "node:worker_threads";
import { ArtifactError } from "../../errors.ts";
import { asArtifactError, WorkerEnded } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Job, Reply, Request } from "./messages.ts";
import type { Batch } from "./reduce-artifact.ts";
import type { Reductions } from "./reduction.ts";

/** Megabytes for the worker's heap. It holds a chunk and one entry at a time, so this is for absurd entries. */
const HEAP_LIMIT = 1024;
/** Megabytes for new objects: more makes the reading no faster, only the process larger. */
const YOUNG_LIMIT = 32;

/** How far the reading of a file has come, in bytes of the file (packed, where it is). */
export type Progress = (path: string, bytesRead: number, bytesTotal: number) => void;

/** Milliseconds without work after which the thread ends. */
const IDLE_LIMIT = 500;

/**
 * Reads artifacts in a thread of its own, one after the other. The thread starts with the first and is kept for the
 * next, because its code is warm then; it ends when it is idle and never keeps the process alive.
 */
export class WorkerReader {
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * Reads one artifact; `onBatch` gets its items as they come, each batch in a turn of the event loop of its own.
   * Gives what is known at the end. Throws `ArtifactError`.
   */
  read<K extends ArtifactKind>(
    job: Job<K>,
    onBatch: (batch: Batch<K>) => void,
  ): Promise<Reductions[K]["rest"]> {
    const result = this.#turn.then(() => this.#readNow(job, onBatch));
    this.#turn = result.catch(() => null);
    return result;
  }

  async #readNow<K extends ArtifactKind>(
    job: Job<K>,
    onBatch: (batch: Batch<K>) => void,
  ): Promise<Reductions[K]["rest"]> {
    const worker = this.#wake();
    try {
      let reply = await ask<K>(worker, { type: "read", job });
      while (reply.type === "batch") {
        onBatch(reply.batch);
        await nextTurn();
        reply = await ask<K>(worker, { type: "more" });
      }
      if (reply.type === "failed") throw new ArtifactError(reply.code, reply.advice);
      return reply.rest;
    } catch (error) {
      if (!(error instanceof ArtifactError)) this.#worker = null;
      throw toError(asArtifactError(error, job.path));
    } finally {
      this.#rest(worker);
    }
  }

  /** Starts the thread before there is work for it. */
  warmUp(): void {
    this.#rest(this.#wake());
  }

  #wake(): Worker {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#worker ??= startWorker();
    this.#worker.ref();
    return this.#worker;
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => {
      this.#worker = null;
      void worker.terminate();
    }, IDLE_LIMIT).unref();
  }
}

function startWorker(): Worker {
  const path = createRequire(import.meta.url).resolve("#manifest-worker");
  return new Worker(path, {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT, maxYoungGenerationSizeMb: YOUNG_LIMIT },
  });
}

const unpackReply: <K extends ArtifactKind>(bytes: Uint8Array) => Reply<K> = deserialize;

function ask<K extends ArtifactKind>(worker: Worker, request: Request): Promise<Reply<K>> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      end();
    };
    const onMessage = (sent: Reply<K> | Uint8Array): void =>
      settle(() => resolve(sent instanceof Uint8Array ? unpackReply(sent) : sent));
    const onError = (error: unknown): void => settle(() => reject(toError(error)));
    const onExit = (code: number): void => settle(() => reject(new WorkerEnded(code)));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(request);
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
