import { itemsOf } from "../python/iterate.ts";
import { textOf } from "../python/text.ts";
import { truthOf } from "../python/truth.ts";
import type { CallSite, Use } from "../host.ts";
import { Refusal } from "../refusal.ts";
import type { Value } from "../values.ts";
import type { Rendering } from "./rendering.ts";

const NONE: ReadonlyMap<string, Value> = new Map();

/** What a function of the host sees of the rendering that calls it. */
export class Site implements CallSite {
  readonly line: number;
  readonly macro: string | null;
  readonly #run: Rendering;

  constructor(run: Rendering) {
    this.line = run.line;
    this.macro = run.macro;
    this.#run = run;
  }

  call(callee: Value, args: readonly Value[], kwargs: ReadonlyMap<string, Value> = NONE): Value {
    return this.#run.engine.call(callee, { args, kwargs }, this.#run);
  }

  text(value: Value): string {
    return textOf(value, this.#run);
  }

  truth(value: Value): boolean {
    return truthOf(value, this.#run);
  }

  iterate(value: Value): readonly Value[] {
    return itemsOf(value, this.#run);
  }

  taint(reason: string, use: Use): void {
    this.#run.taint({ reasons: [reason] }, use);
  }

  spend(steps: number): void {
    this.#run.spend(steps);
  }

  refuse(why: string): never {
    throw new Refusal(why);
  }
}
