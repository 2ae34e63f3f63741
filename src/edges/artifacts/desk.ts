import { Ahead } from "./ahead.ts";
import { Bases } from "./bases.ts";
import type { Content } from "./content.ts";
import type { Expectation, Job, ManifestJob, Request, Sent } from "./messages.ts";
import { repliesTo } from "./replies.ts";

/** Nodes that wait unasked for. */
const MOST_WAITING = 200;

/** Items that go over together: fewer than a batch of outlines has, so that these stay apart. */
const MOST_TOGETHER = 50;

/** A manifest that was begun before it was asked for. */
interface Begun {
  readonly job: ManifestJob;
  readonly replies: Ahead<Sent>;
}

/** Takes requests; makes replies while the main thread is busy with those before. */
export class Desk {
  readonly #bases = new Bases();
  #current: Ahead<Sent> | null = null;
  /** The number of the base that is read; null where something else is. */
  #askedBase: number | null = null;
  #begun: readonly Begun[] = [];
  /** The number of a base that was expected and is taken in: its head will be asked for. */
  #underWay: number | null = null;

  /** The reply to a request, if it wants one. */
  async hear(request: Request): Promise<Sent | undefined> {
    if (request.type === "expect") {
      this.#expect(request);
      return undefined;
    }
    if (request.type === "read") {
      this.#askedBase = baseNumber(request.job);
      this.#current = this.#take(request.job) ?? this.#begin(request.job);
    }
    const reply = await this.#current?.next();
    // No head will come for a base that could not be read.
    if (reply?.type === "failed" && this.#askedBase === this.#underWay) this.#underWay = null;
    return reply;
  }

  #begin(job: Job, early: Content | null = null): Ahead<Sent> {
    return new Ahead(repliesTo(job, this.#bases, early), { weigh, most: MOST_WAITING, join });
  }

  #expect({ base, head, read }: Expectation): void {
    // One review at a time is read ahead.
    if (this.#underWay !== null) return;
    for (const { replies } of this.#begun) replies.stop();
    const replies = this.#begin(base, read.base);
    this.#begun = [{ job: base, replies }];
    // Not before: it is read against base.
    replies.whenMade(() => {
      if (replies.isStopped) return;
      this.#begun = [...this.#begun, { job: head, replies: this.#begin(head, read.head) }];
    });
  }

  #take(job: Job): Ahead<Sent> | null {
    const found = this.#begun.find((begun) => isSame(begun.job, job));
    this.#begun = this.#begun.filter((begun) => begun !== found);
    if (found?.job.role.side === "base") this.#underWay = found.job.role.number;
    if (job.kind === "manifest" && job.role.side === "head" && job.role.against === this.#underWay)
      this.#underWay = null;
    return found?.replies ?? null;
  }
}

function baseNumber(job: Job): number | null {
  return job.kind === "manifest" && job.role.side === "base" ? job.role.number : null;
}

function isSame({ path, role }: ManifestJob, job: Job): boolean {
  if (job.kind !== "manifest" || path !== job.path) return false;
  return role.side === "base"
    ? job.role.side === "base" && role.number === job.role.number
    : job.role.side === "head" && role.against === job.role.against;
}

/** Batches that wait and say little, as where hardly anything changed, go over together: each time costs a turn of both threads. */
function join(first: Sent, second: Sent): Sent | null {
  if (first.type !== "batch" || second.type !== "batch") return null;
  const [before, after] = [first.batch.items, second.batch.items];
  if (before.length + after.length > MOST_TOGETHER) return null;
  return { ...second, batch: { ...second.batch, items: [...before, ...after] } };
}

/** How many nodes of a reply the main thread must take apart. */
function weigh(sent: Sent): number {
  return sent.type === "batch" ? sent.batch.items.filter(isNode).length : 0;
}

function isNode(item: unknown): boolean {
  return Array.isArray(item) && item[1] === "node";
}
