/** About what the entries of a chunk take. */
const USUAL = 1 << 20;

/** Collects bytes whose own memory will be used again, into memory that several threads can see. */
export class ByteStore {
  #bytes = Buffer.allocUnsafeSlow(USUAL);
  #length = 0;

  /** Adds a copy. Gives where it will stand in what is taken. */
  add(bytes: Uint8Array): number {
    const at = this.#length;
    this.#length += bytes.length;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * this.#length);
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    return at;
  }

  /** What was added since the last call. */
  take(): Uint8Array<SharedArrayBuffer> {
    const taken = new Uint8Array(new SharedArrayBuffer(this.#length));
    taken.set(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }
}
