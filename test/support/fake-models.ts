import type { Models } from "../../src/draft/models.ts";
import type { Drafter } from "../../src/ports.ts";

/** Models whose waiting a test drives: nobody's patience ends before the test says so. */
export class FakeModels implements Models {
  readonly drafter: Drafter;
  /** How long was waited, in the order in which it began. */
  readonly waits: number[] = [];
  readonly #open: (() => void)[] = [];
  readonly #told: { readonly count: number; readonly tell: () => void }[] = [];
  #count = 0;

  constructor(drafter: Drafter) {
    this.drafter = drafter;
  }

  nonce = (): string => `nonce${(this.#count += 1)}`;

  wait = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      this.waits.push(ms);
      this.#open.push(resolve);
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
      for (const { count, tell } of this.#told) if (count <= this.waits.length) tell();
    });

  /** Resolves when somebody waits for the so-manieth time. */
  waited(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#told.push({ count, tell: resolve });
      if (count <= this.waits.length) resolve();
    });
  }

  /** The patience of whoever waits ends. */
  pass(): void {
    for (const resolve of this.#open.splice(0)) resolve();
  }
}
