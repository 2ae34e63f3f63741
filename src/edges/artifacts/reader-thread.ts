import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { markSteadily } from "../thread/mark-steadily.ts";
import { WorkerEnded } from "./artifact-faults.ts";
import type { ArtifactKind } from "./artifact-kind.ts";
import type { Request, Sent } from "./messages.ts";

/** Megabytes for the worker's heap. It holds a chunk and some entries at a time, so this is for absurd entries. */
const HEAP_LIMIT = 1024;
/** Megabytes for new objects: more makes the reading no faster, only the process larger. */
const YOUNG_LIMIT = 32;

/** The thread that reads. What befalls it is told to whoever asks next, at whatever moment it happens. */
export class ReaderThread {
  readonly #worker: Worker;
  #refuse: ((error: Error) => void) | null = null;
  #fault: Error | null = null;

  constructor() {
    this.#worker = new Worker(createRequire(import.meta.url).resolve("#manifest-worker"), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT, maxYoungGenerationSizeMb: YOUNG_LIMIT },
    });
    this.#worker
      // What it hands over is what fills the memory of this thread. Not sooner: with another flag V8 takes none of the code of
      // Node that came compiled, and the thread starts 25 ms later.
      .once("message", markSteadily)
      .on("error", (error) => this.#fail(toError(error)))
      .on("exit", (code) => this.#fail(new WorkerEnded(code)));
  }

  /** One request at a time; what is sent is of the kind that the last job asked for. */
  ask<K extends ArtifactKind>(request: Request): Promise<Sent<K>> {
    return new Promise((resolve, reject) => {
      if (this.#fault !== null) return reject(this.#fault);
      this.#refuse = reject;
      this.#worker.once("message", (sent: Sent<K>) => {
        this.#refuse = null;
        resolve(sent);
      });
      this.tell(request);
    });
  }

  /** What wants no answer. */
  tell(request: Request): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(request);
  }

  /** Whether the process waits for the thread. */
  keepAlive(isNeeded: boolean): void {
    if (isNeeded) this.#worker.ref();
    else this.#worker.unref();
  }

  end(): void {
    void this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    this.#refuse?.(error);
    this.#refuse = null;
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
