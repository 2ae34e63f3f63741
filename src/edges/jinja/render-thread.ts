import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { NOTHING_ASKED, type Rendering } from "../../core/jinja/dbt/rendering.ts";
import type { RenderProject } from "../../core/jinja/dbt/render-project.ts";
import type { RenderJob } from "../../core/jinja/dbt/render-state.ts";
import { askThread, tellThread } from "../thread/ask-thread.ts";
import type { RenderReply, RenderRequest } from "./messages.ts";

/** What rendering may take before the thread is ended. Milliseconds. */
export interface RenderLimits {
  /** For one text. The interpreter counts its steps; a pattern of `modules.re` is stopped by this alone. */
  readonly timeout: number;
  /** More for the first text of a thread, which loads the interpreter. */
  readonly startUp: number;
  /** Time without work after which the thread ends. */
  readonly idle: number;
}

/** Megabytes for the thread's heap: the macros of two sides, and what a template may pile up. */
const HEAP = 256;

/** One thread that renders, one text after the other. It starts with the first and never keeps the process alive. */
export class RenderThread {
  readonly #limits: RenderLimits;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  /** The sides that the thread has taken in, each by its number. */
  #sides = new Map<RenderProject, number>();

  constructor(limits: RenderLimits) {
    this.#limits = limits;
  }

  /** Renders one text. Resolves always. */
  async render(project: RenderProject, job: RenderJob): Promise<Rendering> {
    const { worker, isNew } = this.#wake();
    const side = this.#open(worker, project);
    const limit = this.#limits.timeout + (isNew ? this.#limits.startUp : 0);
    const request: RenderRequest = { type: "render", side, job };
    const reply = await askThread<RenderReply>(worker, request, limit);
    if ("failed" in reply) {
      await this.end();
      const why = reply.failed === "late" ? `rendering it ${reply.why}` : reply.why;
      return { state: "not-rendered", why, line: null, ...NOTHING_ASKED };
    }
    this.#rest(worker);
    return reply.rendering;
  }

  #open(worker: Worker, project: RenderProject): number {
    const known = this.#sides.get(project);
    if (known !== undefined) return known;
    const side = this.#sides.size;
    this.#sides.set(project, side);
    const request: RenderRequest = { type: "open", side, project };
    tellThread(worker, request);
    return side;
  }

  #wake(): { readonly worker: Worker; readonly isNew: boolean } {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const isNew = this.#worker === null;
    this.#worker ??= new Worker(createRequire(import.meta.url).resolve("#render-worker"), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
    });
    this.#worker.ref();
    return { worker: this.#worker, isNew };
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.end(), this.#limits.idle).unref();
  }

  /** Ends the thread; the next text starts another. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#sides = new Map();
    if (this.#idle !== null) clearTimeout(this.#idle);
    await worker?.terminate();
  }
}
