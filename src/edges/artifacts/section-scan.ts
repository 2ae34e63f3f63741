import { ByteWindow } from "./byte-window.ts";
import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, isBlank, OPEN_LIST, OPEN_OBJECT, QUOTE } from "./bytes.ts";
import { createdAtBehind, noCreatedAt, type CreatedAt } from "./created-at.ts";
import { flatEnd } from "./flat-end.ts";
import { decodeKey, plainKeyEnd } from "./keys.ts";
import { MalformedJson } from "./malformed-json.ts";
import { ValueScan } from "./scan-value.ts";

/** How a section is taken: its entries one by one, as one value, or not at all. */
export type Take = "entries" | "whole" | "skip";

/** One entry of a section, valid only during the call. */
export interface RawEntry {
  readonly section: string;
  /** Empty in a list. */
  readonly key: string;
  /** The key with its value, as the file has them (in a list, the value alone). */
  readonly bytes: Buffer;
  /** Where the value begins in `bytes`. */
  readonly valueAt: number;
  readonly createdAt: CreatedAt;
}

/** How far a leap went. */
export interface Leap {
  /** Bytes from the key of the entry to the end of the last one that was taken. */
  readonly length: number;
  /** The key of the last one. */
  readonly key: string;
}

/** What becomes of the sections and entries that the scan finds. */
export interface SectionSink {
  /** How to take a section whose value begins with this byte. Throws to refuse it. */
  readonly take: (section: string, first: number) => Take;
  readonly entry: (entry: RawEntry) => void;
  /**
   * May take an entry before its end is known, and others behind it; null where it must be scanned.
   * `bytes` begin with the entry's key and end anywhere behind it.
   */
  readonly leap: (entry: Omit<RawEntry, "createdAt">) => Leap | null;
}

/** Longer entries are always scanned: what is tried in vain must not cost more than the scan that follows. */
const FARTHEST = 1 << 18;

/**
 * Far more than any entry has. Whatever JSON of this size holds fits into the memory of the thread that reads it:
 * parsing does not end when the memory does, it only gets slower and slower.
 */
const LARGEST_ENTRY = 32_000_000;

type State = "start" | "root" | "first-key" | "key" | "colon" | "value" | "comma" | "done";

/**
 * Splits one JSON object into its top-level values and the entries of some of them: chunk by chunk, with no more of the
 * file in memory than a chunk and one entry, or step by step through content that is in memory. Throws `MalformedJson`.
 */
export class SectionScan {
  readonly #window = new ByteWindow();
  readonly #value = new ValueScan();
  readonly #sink: SectionSink;
  #state: State = "start";
  #scanning: "none" | "key" | "value" = "none";
  /** The closing byte of the section whose entries are read; 0 at the top level. */
  #closing = 0;
  #section = "";
  #key = "";
  #valueAt = 0;

  constructor(sink: SectionSink) {
    this.#sink = sink;
  }

  /** Scans the next chunk. Its memory may be used again afterwards. */
  push(chunk: Buffer): void {
    this.#window.append(chunk);
    this.#scanUntil(this.#window.end);
    this.#window.settle();
    if (this.#window.end > LARGEST_ENTRY) throw this.#tooLarge();
  }

  /** Scans on in content that is in memory as a whole and stays there: up to this byte, and to the end of what is begun there. */
  scan(content: Buffer, until: number): void {
    this.#window.view(content);
    this.#scanUntil(until);
  }

  /** Says that the file has ended. Throws where the object is not complete. */
  finish(): void {
    if (this.#state === "start" || this.#state === "root") throw new MalformedJson("empty");
    if (this.#state !== "done") throw new MalformedJson("truncated", this.#where());
  }

  #scanUntil(until: number): void {
    const window = this.#window;
    if (this.#state === "start" && window.position < until) {
      this.#state = "root";
      // A byte order mark, which stands nowhere else.
      if (window.bytes[window.position] === 0xef) window.position += 1;
    }
    while (window.position < until) {
      if (this.#scanning === "none") this.#step(window);
      else if (this.#value.advance(window)) this.#complete(window);
      else return;
    }
  }

  #step(window: ByteWindow): void {
    const byte = window.bytes[window.position] ?? 0;
    if (isBlank(byte)) {
      window.position += 1;
      return;
    }
    if (this.#state === "root") this.#openRoot(window, byte);
    else if (this.#state === "first-key" || this.#state === "key") this.#atKey(window, byte);
    else if (this.#state === "colon") this.#expect(window, byte === COLON, "value");
    else if (this.#state === "value") this.#atValue(window, byte);
    else if (this.#state === "comma") this.#atComma(window, byte);
    else throw new MalformedJson("trailing");
  }

  #openRoot(window: ByteWindow, byte: number): void {
    // The two bytes that follow the first of a byte order mark.
    if (byte === 0xbb || byte === 0xbf) window.position += 1;
    else if (byte === OPEN_OBJECT) this.#expect(window, true, "first-key");
    else throw new MalformedJson(beginsValue(byte) ? "not-object" : "not-json");
  }

  #atKey(window: ByteWindow, byte: number): void {
    if (this.#state === "first-key" && byte === (this.#closing || CLOSE_OBJECT)) this.#close(window);
    else if (this.#closing === CLOSE_LIST) this.#atValue(window, byte);
    else if (byte === QUOTE) {
      window.keep(window.position);
      const end = plainKeyEnd(window);
      if (end === 0) this.#scan(byte, "key");
      else this.#takeKey(window, end);
    } else throw new MalformedJson("not-json", this.#where());
  }

  #atValue(window: ByteWindow, byte: number): void {
    if (this.#closing === 0) {
      this.#openSection(window, byte);
      return;
    }
    if (this.#closing === CLOSE_LIST) window.keep(window.position);
    this.#valueAt = window.position - window.kept;
    if (this.#closing === CLOSE_LIST || !this.#leap(window)) this.#scan(byte, "value");
  }

  #openSection(window: ByteWindow, byte: number): void {
    const take = this.#sink.take(this.#key, byte);
    this.#section = this.#key;
    if (take === "entries" && (byte === OPEN_OBJECT || byte === OPEN_LIST)) {
      window.release();
      this.#closing = byte === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT;
      this.#expect(window, true, "first-key");
      return;
    }
    if (take === "whole") this.#valueAt = window.position - window.kept;
    else window.release();
    const end = take === "skip" ? flatEnd(window) : 0;
    if (end === 0) this.#scan(byte, "value");
    else this.#leave(window, end);
  }

  #leap(window: ByteWindow): boolean {
    const bytes = window.bytes.subarray(window.kept, Math.min(window.end, window.kept + FARTHEST));
    const [section, key, valueAt] = [this.#section, this.#key, this.#valueAt];
    const leap = this.#sink.leap({ section, key, bytes, valueAt });
    if (leap === null) return false;
    this.#key = leap.key;
    this.#leave(window, window.kept + leap.length);
    return true;
  }

  /** Goes on behind a value. */
  #leave(window: ByteWindow, end: number): void {
    window.position = end;
    window.release();
    this.#state = "comma";
  }

  #takeKey(window: ByteWindow, end: number): void {
    this.#key = decodeKey(window.bytes.toString("utf8", window.kept, end));
    window.position = end;
    this.#state = "colon";
  }

  #atComma(window: ByteWindow, byte: number): void {
    if (byte === (this.#closing || CLOSE_OBJECT)) this.#close(window);
    else this.#expect(window, byte === COMMA, "key");
  }

  #close(window: ByteWindow): void {
    window.position += 1;
    this.#state = this.#closing === 0 ? "done" : "comma";
    this.#closing = 0;
  }

  #expect(window: ByteWindow, isThere: boolean, next: State): void {
    if (!isThere) throw new MalformedJson("not-json", this.#where());
    window.position += 1;
    this.#state = next;
  }

  #scan(byte: number, what: "key" | "value"): void {
    if (!beginsValue(byte)) throw new MalformedJson("not-json", this.#where());
    this.#value.begin(byte);
    this.#scanning = what;
  }

  #complete(window: ByteWindow): void {
    if (this.#scanning === "key") this.#takeKey(window, window.position);
    else {
      if (window.kept >= 0) this.#report(window);
      this.#leave(window, window.position);
    }
    this.#scanning = "none";
  }

  #report(window: ByteWindow): void {
    if (window.position - window.kept > LARGEST_ENTRY) throw this.#tooLarge();
    const bytes = window.bytes.subarray(window.kept, window.position);
    this.#sink.entry({
      section: this.#section,
      key: this.#closing === CLOSE_OBJECT ? this.#key : "",
      bytes,
      valueAt: this.#valueAt,
      createdAt: createdAtBehind(bytes, this.#value.createdAt) ?? noCreatedAt(bytes.length),
    });
  }

  #tooLarge(): MalformedJson {
    return new MalformedJson("entry-too-large", this.#where());
  }

  #where(): string {
    return this.#closing === 0 ? this.#key : `${this.#section} ${this.#key}`.trim();
  }
}

/** An object, a list, a text, a number, true, false or null. */
function beginsValue(byte: number): boolean {
  return '{["-0123456789tfn'.includes(String.fromCharCode(byte));
}
