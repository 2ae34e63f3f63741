import type { Names, Taint, Use } from "../host.ts";
import type { Limits } from "../limits.ts";
import { Refusal } from "../refusal.ts";
import type { UnknownValue } from "../values.ts";
import type { Engine } from "./engine.ts";

/** The state of one rendering: where it stands, what it has used up, what it found unknown. */
export class Rendering {
  readonly names: Names;
  readonly engine: Engine;
  readonly limits: Limits;
  /** The innermost macro that runs, and the line in its text. */
  macro: string | null = null;
  line = 1;
  /** The line of the template itself, while a macro runs. */
  templateLine = 1;
  /** Macros that run inside of each other. */
  calls = 0;
  #depth = 0;
  #steps = 0;
  readonly #taints = new Map<string, Taint>();

  constructor(names: Names, limits: Limits, engine: Engine) {
    this.names = names;
    this.limits = limits;
    this.engine = engine;
  }

  get taints(): readonly Taint[] {
    return [...this.#taints.values()];
  }

  get depth(): number {
    return this.#depth;
  }

  spend(steps: number): void {
    this.#steps += Math.max(steps, 0);
    // Written so that NaN is refused too.
    if (!(this.#steps <= this.limits.steps)) {
      throw new Refusal(`The rendering takes more than ${this.limits.steps} steps.`);
    }
  }

  /** Counts a string of so many characters, before it is made. */
  makes(characters: number): void {
    if (!(characters <= this.limits.stringLength)) {
      throw new Refusal(`A string would have more than ${this.limits.stringLength} characters.`);
    }
    this.spend(characters / 16);
  }

  /** One level deeper, in expressions, blocks or values; `leave` must follow, but not after a refusal. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > this.limits.depth) {
      throw new Refusal(
        `Blocks, expressions or values stand more than ${this.limits.depth} levels deep in each other.`,
      );
    }
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Back to a depth that was read before something was thrown. */
  leaveTo(depth: number): void {
    this.#depth = depth;
  }

  /** Notes a use of something unknown, the first one of each reason and use. */
  taint({ reasons }: Pick<UnknownValue, "reasons">, use: Use): void {
    for (const reason of reasons) {
      const key = `${use} ${reason}`;
      if (!this.#taints.has(key)) this.#taints.set(key, { reason, use, line: this.line, macro: this.macro });
    }
  }
}
