import type { Value } from "./values.ts";

/** The names that one block of a template has set, and those around it. */
export class Scope {
  readonly #names = new Map<string, Value>();
  readonly #around: Scope | null;

  constructor(around: Scope | null) {
    this.#around = around;
  }

  set(name: string, value: Value): void {
    this.#names.set(name, value);
  }

  /** The value of the innermost block that has set the name. */
  get(name: string): Value | undefined {
    const own = this.#names.get(name);
    if (own !== undefined || this.#around === null) return own;
    return this.#around.get(name);
  }
}
