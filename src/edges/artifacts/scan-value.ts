import type { ByteWindow } from "./byte-window.ts";
import { BACKSLASH, isDelimiter, QUOTE } from "./bytes.ts";
import { MAX_DEPTH } from "./depth.ts";
import { MalformedJson } from "./malformed-json.ts";

/** Up to this length a loop beats the native search, whose call alone costs as much. */
const SHORT = 48;
const CREATED_AT = Buffer.from('"created_at"');

/**
 * Finds the end of one JSON value that may arrive in pieces, by counting brackets outside strings.
 * It does not validate: the value's bytes go to JSON.parse, or are skipped.
 */
export class ValueScan {
  #depth = 0;
  #isString = false;
  #isScalar = false;
  #isEscaped = false;
  #stringStart = 0;
  /** Where the entry's own key `created_at` begins, counted from the window's kept start; -1 when it has none. */
  createdAt = -1;

  /** Prepares for the value that begins with this byte. */
  begin(first: number): void {
    this.#depth = 0;
    this.#isString = false;
    this.#isEscaped = false;
    this.#isScalar = first !== QUOTE && first !== 0x7b && first !== 0x5b;
    this.createdAt = -1;
  }

  /** Moves the window behind the value and gives true; or to its end and gives false, where more is needed. */
  advance(window: ByteWindow): boolean {
    if (this.#isScalar) return skipScalar(window);
    if (this.#isString) {
      if (this.#endString(window)) return true;
      if (this.#isString) return false;
    }
    return this.#walk(window);
  }

  #walk(window: ByteWindow): boolean {
    const { bytes, end } = window;
    let at = window.position;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte === QUOTE) {
        const behind = this.#skipShort(window, at);
        window.position = behind < 0 ? at : behind;
        if (behind < 0 && this.#startString(window)) return true;
        at = window.position;
      } else if (byte >= 0x5b && this.#bracket(byte)) {
        window.position = at;
        return true;
      }
    }
    window.position = at;
    return false;
  }

  /**
   * The fast way behind a string: it is short, has no escapes, ends in this chunk and cannot matter otherwise.
   * Gives -1 where that does not hold.
   */
  #skipShort({ bytes, end }: ByteWindow, from: number): number {
    if (this.#depth < 2) return -1;
    const near = Math.min(end, from + SHORT);
    for (let at = from; at < near; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) return -1;
    }
    return -1;
  }

  /** Counts a bracket; true when it closes the value. Setting bit 5 makes `[` of `{` and `]` of `}`. */
  #bracket(byte: number): boolean {
    const kind = byte | 0x20;
    if (kind === 0x7b) {
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) throw new MalformedJson("too-deep");
    } else if (kind === 0x7d) {
      this.#depth -= 1;
      return this.#depth <= 0;
    }
    return false;
  }

  #startString(window: ByteWindow): boolean {
    this.#isString = true;
    this.#stringStart = window.position - 1 - window.kept;
    return this.#endString(window);
  }

  /** Moves behind the string. True when the string was the whole value. */
  #endString(window: ByteWindow): boolean {
    if (this.#isEscaped && window.position < window.end) {
      window.position += 1;
      this.#isEscaped = false;
    }
    const closing = this.#findQuote(window);
    if (closing < 0) return false;
    window.position = closing + 1;
    this.#isString = false;
    if (this.#depth === 1 && window.kept >= 0) this.#noteCreatedAt(window);
    return this.#depth === 0;
  }

  /** The index of the closing quote, or -1 with the window at its end. */
  #findQuote(window: ByteWindow): number {
    const { bytes, end } = window;
    let at = window.position;
    const near = Math.min(end, at + SHORT);
    while (at < near) {
      const byte = bytes[at];
      if (byte === QUOTE) return at;
      at += byte === BACKSLASH ? 2 : 1;
    }
    return this.#findQuoteFrom(window, at);
  }

  #findQuoteFrom(window: ByteWindow, from: number): number {
    const { bytes, end } = window;
    let found = from < end ? bytes.indexOf(QUOTE, from) : -1;
    while (found >= 0 && isEscapedAt(bytes, from, found)) found = bytes.indexOf(QUOTE, found + 1);
    if (found >= 0 && found < end) return found;
    this.#isEscaped = from > end || isEscapedAt(bytes, from, end);
    window.position = end;
    return -1;
  }

  #noteCreatedAt(window: ByteWindow): void {
    const start = window.kept + this.#stringStart;
    if (window.position - start !== CREATED_AT.length) return;
    if (window.bytes.compare(CREATED_AT, 0, CREATED_AT.length, start, window.position) === 0)
      this.createdAt = this.#stringStart;
  }
}

/** Whether an odd number of backslashes stands before `at`, looking back no farther than `from`. */
function isEscapedAt(bytes: Buffer, from: number, at: number): boolean {
  let before = at - 1;
  while (before >= from && bytes[before] === BACKSLASH) before -= 1;
  return (at - 1 - before) % 2 === 1;
}

function skipScalar(window: ByteWindow): boolean {
  const { bytes, end } = window;
  let at = window.position;
  while (at < end && !isDelimiter(bytes[at] ?? 0)) at += 1;
  window.position = at;
  return at < end;
}
