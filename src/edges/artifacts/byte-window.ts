/** How much the store of kept bytes grows beyond what is needed at once. */
const SLACK = 1 << 20;

/**
 * The part of a file that is looked at: the newest chunk, and before it what must not be forgotten yet.
 * Nothing but an unfinished key or entry is carried from one chunk to the next.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  /** The next byte to look at. */
  position = 0;
  /** Behind the last byte. */
  end = 0;
  /** Where the kept bytes begin; -1 when nothing is kept. */
  kept = -1;
  #store: Buffer = Buffer.alloc(0);

  /** Keeps everything from this index on, until `release`. */
  keep(from: number): void {
    this.kept = from;
  }

  /** Forgets what was kept. */
  release(): void {
    this.kept = -1;
  }

  /** Looks at content that is in memory as a whole and stays there. */
  view(content: Buffer): void {
    this.bytes = content;
    this.end = content.length;
  }

  /** Adds a chunk. Everything before it must have been looked at. */
  append(chunk: Buffer): void {
    const carried = this.kept < 0 ? 0 : this.end - this.kept;
    if (carried === 0) {
      this.bytes = chunk;
    } else {
      this.#reserve(carried + chunk.length, carried);
      chunk.copy(this.#store, carried);
      this.bytes = this.#store;
      this.kept = 0;
    }
    this.position = carried;
    this.end = carried + chunk.length;
  }

  /** Copies what is kept into own memory, so that the chunk's memory may be used again. */
  settle(): void {
    if (this.kept < 0) return;
    const carried = this.end - this.kept;
    if (this.bytes === this.#store) this.#store.copyWithin(0, this.kept, this.end);
    else {
      this.#reserve(carried, 0);
      this.bytes.copy(this.#store, 0, this.kept, this.end);
    }
    this.bytes = this.#store;
    this.kept = 0;
    this.position = carried;
    this.end = carried;
  }

  #reserve(length: number, used: number): void {
    if (this.#store.length >= length) return;
    // Doubling keeps the copying of one huge entry linear.
    const larger = Buffer.allocUnsafeSlow(Math.max(length + SLACK, this.#store.length * 2));
    this.#store.copy(larger, 0, 0, used);
    this.#store = larger;
  }
}
