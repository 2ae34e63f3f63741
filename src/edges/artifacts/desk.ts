import { Ahead } from "./ahead.ts";
import { leaper } from "./manifest-reducer.ts";
import type { Job, Request, Sent } from "./messages.ts";
import { repliesTo } from "./replies.ts";

/** Nodes that wait unasked for. */
const MOST_WAITING = 200;

/** Nodes in a batch whose bytes alone are known. */
const USUAL_BATCH = 50;

/** A job that was begun before it was asked for. */
interface Begun {
  readonly job: Job;
  readonly replies: Ahead<Sent>;
}

/** Takes requests; makes replies while the main thread is busy with those before. */
export class Desk {
  #current: Ahead<Sent> | null = null;
  #begun: Begun | null = null;
  #expected: string | null = null;

  /** The reply to a request, if it wants one. */
  async hear(request: Request): Promise<Sent | undefined> {
    if (request.type === "expect") {
      this.#expected = request.path;
      return undefined;
    }
    if (request.type === "read") this.#current = this.#take(request.job) ?? this.#begin(request.job);
    return await this.#current?.next();
  }

  #begin(job: Job): Ahead<Sent> {
    const replies = new Ahead(repliesTo(job), { weigh, most: MOST_WAITING });
    if (job.kind === "manifest" && job.known === "") replies.whenMade(() => this.#beginExpected());
    return replies;
  }

  /** The digests of what was read last tell what need not be read again. */
  #beginExpected(): void {
    if (this.#expected === null || leaper.digests === "") return;
    const job: Job = { kind: "manifest", path: this.#expected, known: leaper.digests, keepIn: null };
    this.#expected = null;
    this.#begun = { job, replies: this.#begin(job) };
  }

  #take(job: Job): Ahead<Sent> | null {
    const begun = this.#begun;
    if (begun === null || job.kind !== "manifest") return null;
    this.#begun = null;
    if (begun.job.path === job.path && begun.job.known === job.known) return begun.replies;
    begun.replies.stop();
    return null;
  }
}

/** How many nodes of a reply the main thread does not have yet. */
function weigh(sent: Sent): number {
  if (sent instanceof Uint8Array) return USUAL_BATCH;
  return sent.type === "batch" ? sent.batch.items.filter((item) => !isShared(item)).length : 0;
}

function isShared(item: unknown): boolean {
  return Array.isArray(item) && item[2] === null;
}
