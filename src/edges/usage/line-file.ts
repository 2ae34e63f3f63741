import { appendFile, writeFile } from "node:fs/promises";

/** A new file of JSON lines that is written in large pieces. */
export class LineFile {
  readonly #path: string;
  #waiting = "";
  #isBegun = false;

  constructor(path: string) {
    this.#path = path;
  }

  add(value: object): void {
    this.#waiting += `${JSON.stringify(value)}\n`;
  }

  /** Writes what waits where it is more than `most` characters; with 0 the file is there, and whole, afterwards. */
  async flush(most: number): Promise<void> {
    if (most > 0 && this.#waiting.length <= most) return;
    await (this.#isBegun ? appendFile : writeFile)(this.#path, this.#waiting);
    this.#isBegun = true;
    this.#waiting = "";
  }
}
