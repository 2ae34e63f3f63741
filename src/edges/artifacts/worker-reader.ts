import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { ArtifactError } from "../../errors.ts";
import { asArtifactError, workerEnded } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Job, Reply, Request } from "./messages.ts";
import type { Batch } from "./reduce-artifact.ts";
import type { Reductions } from "./reduction.ts";

/** Megabytes for the worker's heap. It holds a chunk and one entry at a time, so this is for absurd entries. */
const HEAP_LIMIT = 1024;
/** Megabytes for new objects: nearly all of the worker's die young, and rarer collections are cheaper ones. */
const YOUNG_LIMIT = 64;

/** How far the reading of a file has come, in bytes of the file (packed, where it is). */
export type Progress = (path: string, bytesRead: number, bytesTotal: number) => void;

/** Reads artifacts in a thread of its own, one after the other. */
export class WorkerReader {
  readonly #worker: Worker;

  constructor() {
    const path = createRequire(import.meta.url).resolve("#manifest-worker");
    this.#worker = new Worker(path, {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT, maxYoungGenerationSizeMb: YOUNG_LIMIT },
    });
  }

  /**
   * Reads one artifact; `onBatch` gets its items as they come, each batch in a turn of the event loop of its own.
   * Gives what is known at the end. Throws `ArtifactError`.
   */
  async read<K extends ArtifactKind>(
    job: Job<K>,
    onBatch: (batch: Batch<K>) => void,
  ): Promise<Reductions[K]["rest"]> {
    let reply = await this.#ask<K>({ type: "read", job }, job.path);
    while (reply.type === "batch") {
      onBatch(reply.batch);
      await nextTurn();
      reply = await this.#ask<K>({ type: "more" }, job.path);
    }
    if (reply.type === "failed") throw new ArtifactError(reply.code, reply.advice);
    return reply.rest;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask<K extends ArtifactKind>(request: Request, path: string): Promise<Reply<K>> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        end();
      };
      const onMessage = (reply: Reply<K>): void => settle(() => resolve(reply));
      const onError = (error: unknown): void => settle(() => reject(toError(asArtifactError(error, path))));
      const onExit = (code: number): void => settle(() => reject(workerEnded(path, code)));
      worker.on("message", onMessage).on("error", onError).on("exit", onExit);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(request);
    });
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
