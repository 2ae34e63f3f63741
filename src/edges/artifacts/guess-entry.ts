import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { isBlank, OPEN_OBJECT } from "./bytes.ts";
import { createdAtBehind, noCreatedAt, type CreatedAt } from "./created-at.ts";
import type { RawEntry } from "./section-scan.ts";

/** An entry whose end was guessed, and whose value proved the guess. */
export interface GuessedEntry {
  /** Bytes of key and value. */
  readonly length: number;
  /** As in {@link RawEntry}. */
  readonly createdAt: CreatedAt;
  readonly json: Json;
}

/** Misses beyond the hits after which a file is not guessed in any more. */
const PATIENCE = 20;

/** Between two entries as dbt 1.x and as Fusion write them. */
const SPACED = Buffer.from('}, "');
const DENSE = Buffer.from('},"');
/** How every key of a section of a manifest begins. */
const ID_START =
  /^(?:model|test|source|macro|seed|snapshot|analysis|operation|function|exposure|metric|group|semantic_model|saved_query|unit_test)\./u;
const LONGEST_START = "semantic_model.".length;

const CREATED_AT = '"created_at"';
/** How an escaped letter or underscore begins: with one, a key may be `created_at` without looking like it. */
const ESCAPED = String.raw`\u00`;

const parseText: (text: string) => Json = JSON.parse;

/**
 * Finds the end of an entry where the next unique_id seems to begin, and lets JSON.parse prove it: no JSON object is the
 * beginning of another, so what parses is the whole value. Searching and parsing are native, unlike the scan.
 */
export class EntryGuess {
  #credit = PATIENCE;

  /** `bytes` begin with the entry and end anywhere behind it. Null where the guess fails and the entry must be scanned. */
  guess({ bytes, valueAt }: Pick<RawEntry, "bytes" | "valueAt">): GuessedEntry | null {
    if (this.#credit <= 0 || bytes[valueAt] !== OPEN_OBJECT) return null;
    const found = proven(bytes, valueAt);
    this.#credit = Math.min(PATIENCE, this.#credit + (found === null ? -1 : 1));
    return found;
  }
}

function proven(bytes: Buffer, valueAt: number): GuessedEntry | null {
  const length = guessEnd(bytes, valueAt);
  if (length === 0) return null;
  const text = bytes.toString("utf8", valueAt, length);
  const json = parseOrNull(text);
  if (json === null) return null;
  if (typeof json["created_at"] !== "number") return { length, createdAt: noCreatedAt(length), json };
  const createdAt = ownCreatedAt(text, { bytes, valueAt, length });
  return createdAt === null ? null : { length, createdAt, json };
}

function guessEnd(bytes: Buffer, valueAt: number): number {
  const separator = isBlank(bytes[valueAt - 1] ?? 0) ? SPACED : DENSE;
  for (let at = bytes.indexOf(separator, valueAt); at >= 0; at = bytes.indexOf(separator, at + 1)) {
    const id = at + separator.length;
    if (ID_START.test(bytes.toString("latin1", id, id + LONGEST_START))) return at + 1;
  }
  return 0;
}

function parseOrNull(text: string): JsonObject | null {
  try {
    const json = parseText(text);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

/** Where a value says when it was made; null where only a scan can tell which number that is. */
function ownCreatedAt(text: string, { bytes, valueAt, length }: Span): CreatedAt | null {
  if (text.includes(ESCAPED)) return null;
  const isByteByByte = text.length === length - valueAt;
  // In what is not UTF-8 a place in the text says nothing of the bytes.
  if (!isByteByByte && Buffer.byteLength(text) !== length - valueAt) return null;
  let own: CreatedAt | null = null;
  let [at, from] = [valueAt, 0];
  for (let key = text.indexOf(CREATED_AT); key >= 0; key = text.indexOf(CREATED_AT, key + 1)) {
    at += isByteByByte ? key - from : Buffer.byteLength(text.slice(from, key));
    from = key;
    const found = createdAtBehind(bytes, at);
    if (found !== null && own !== null) return null;
    own ??= found;
  }
  return own;
}

/** A value of an entry, and where the entry ends. */
interface Span {
  readonly bytes: Buffer;
  readonly valueAt: number;
  readonly length: number;
}
