import { Refusal } from "../refusal.ts";

/** Text that is made piece by piece, within a limit. */
export class Output {
  readonly #parts: string[] = [];
  readonly #limit: number;
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(text: string): void {
    this.#length += text.length;
    if (this.#length > this.#limit) {
      throw new Refusal(`A text would have more than ${this.#limit} characters.`);
    }
    this.#parts.push(text);
  }

  text(): string {
    return this.#parts.join("");
  }
}
