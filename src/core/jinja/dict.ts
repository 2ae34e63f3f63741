import { Refusal } from "./refusal.ts";
import type { HostObject, TypedValue, Value } from "./values.ts";

/** What decides whether two keys are the same: 1, 1.0 and True are; tuples are by their items. */
type HashKey = string | bigint | number | null | object;

/** Characters of a tuple's hash. */
const LONGEST = 10_000;
/** Tuples in each other as a key. */
const DEEPEST = 20;

interface Entry {
  readonly key: Value;
  value: Value;
}

/** A dict, in the order of insertion. Keys are any hashable values. */
export class Dict {
  readonly type = "dict";
  readonly #entries = new Map<HashKey, Entry>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(hashKey(key))?.value;
  }

  has(key: Value): boolean {
    return this.#entries.has(hashKey(key));
  }

  /** Sets the value; a key that is there keeps its place and its spelling. */
  set(key: Value, value: Value): void {
    const hash = hashKey(key);
    const entry = this.#entries.get(hash);
    if (entry === undefined) this.#entries.set(hash, { key, value });
    else entry.value = value;
  }

  /** Whether there was such a key. */
  delete(key: Value): boolean {
    return this.#entries.delete(hashKey(key));
  }

  clear(): void {
    this.#entries.clear();
  }

  keys(): Value[] {
    return Array.from(this.#entries.values(), ({ key }) => key);
  }

  values(): Value[] {
    return Array.from(this.#entries.values(), ({ value }) => value);
  }

  entries(): (readonly [Value, Value])[] {
    return Array.from(this.#entries.values(), ({ key, value }) => [key, value] as const);
  }
}

/** Refuses what Python cannot hash: lists, dicts, sets. */
function hashKey(key: Value, depth = 0): HashKey {
  if (typeof key === "string") return key.startsWith("\0") ? `\0${key}` : key;
  if (typeof key === "boolean") return key ? 1n : 0n;
  if (typeof key === "number") return Number.isInteger(key) ? BigInt(key) : key;
  return key === null || typeof key === "bigint" ? key : hashTyped(key, depth);
}

function hashTyped(key: TypedValue, depth: number): HashKey {
  switch (key.type) {
    case "list":
    case "dict":
    case "set":
      throw new Refusal(`unhashable type: '${key.type}'`);
    case "tuple":
      return hashTuple(key.items, depth);
    case "host":
      return hostKey(key);
    case "function":
    case "iterator":
    case "macro":
    case "namespace":
    case "range":
    case "undefined":
    case "unknown":
      return key;
  }
}

function hostKey(key: HostObject): HashKey {
  return key.key === undefined ? key : `\0${key.className} ${key.key}`;
}

/** Keys are compared as often as a template likes, so a tuple stays short. */
function hashTuple(items: readonly Value[], depth: number): string {
  if (depth > DEEPEST) throw new Refusal("a tuple that is a key is nested too deep");
  let hash = "\0tuple";
  for (const item of items) {
    const part = hashKey(item, depth + 1);
    if (typeof part === "object" && part !== null) throw new Refusal("a tuple with such an item is no key");
    const text = String(part);
    if (hash.length + text.length > LONGEST) throw new Refusal("a tuple that is a key holds too much");
    hash += ` ${typeof part} ${text.length} ${text}`;
  }
  return hash;
}
