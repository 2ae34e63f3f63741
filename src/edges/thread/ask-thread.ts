import type { Worker } from "node:worker_threads";

/** A thread that gave no answer: the time was over, or it broke down. */
export interface NoAnswer {
  readonly failed: "late" | "crashed";
  readonly why: string;
}

/** Asks a thread that answers one request at a time, for so many milliseconds. Resolves always; the thread is the caller's to end. */
export function askThread<Reply extends object>(
  worker: Worker,
  request: object,
  limit: number,
): Promise<Reply | NoAnswer> {
  return new Promise((resolve) => {
    const settle = (outcome: Reply | NoAnswer): void => {
      clearTimeout(timer);
      worker.off("message", settle).off("error", onError).off("exit", onExit);
      resolve(outcome);
    };
    const timer = setTimeout(
      () => settle({ failed: "late", why: `took longer than ${limit / 1000} s` }),
      limit,
    );
    const onError = (error: unknown): void =>
      settle({ failed: "crashed", why: error instanceof Error ? error.message : String(error) });
    const onExit = (): void => settle({ failed: "crashed", why: "the thread ended" });
    worker.on("message", settle).on("error", onError).on("exit", onExit);
    tellThread(worker, request);
  });
}

/** Sends what is not answered. */
export function tellThread(worker: Worker, request: object): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  worker.postMessage(request);
}
