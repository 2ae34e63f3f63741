import { Ahead } from "./ahead.ts";
import { Bases } from "./bases.ts";
import type { Job, Request, Sent } from "./messages.ts";
import { repliesTo } from "./replies.ts";

/** Nodes that wait unasked for. */
const MOST_WAITING = 200;

/** A head that was begun before it was asked for. */
interface Begun {
  readonly path: string;
  readonly against: number;
  readonly replies: Ahead<Sent>;
}

/** Takes requests; makes replies while the main thread is busy with those before. */
export class Desk {
  readonly #bases = new Bases();
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
    const replies = new Ahead(repliesTo(job, this.#bases), { weigh, most: MOST_WAITING });
    if (job.kind !== "manifest" || job.role.side === "head") return replies;
    const { number } = job.role;
    replies.whenMade(() => this.#beginExpected(number));
    return replies;
  }

  #beginExpected(against: number): void {
    if (this.#expected === null) return;
    const path = this.#expected;
    this.#expected = null;
    const replies = this.#begin({ kind: "manifest", path, role: { side: "head", against } });
    this.#begun = { path, against, replies };
  }

  #take(job: Job): Ahead<Sent> | null {
    const begun = this.#begun;
    if (begun === null || job.kind !== "manifest") return null;
    this.#begun = null;
    const { path, role } = job;
    if (role.side === "head" && path === begun.path && role.against === begun.against) return begun.replies;
    begun.replies.stop();
    return null;
  }
}

/** How many nodes of a reply the main thread must take apart. */
function weigh(sent: Sent): number {
  return sent.type === "batch" ? sent.batch.items.filter(isNode).length : 0;
}

function isNode(item: unknown): boolean {
  return Array.isArray(item) && item[2] === "node";
}
