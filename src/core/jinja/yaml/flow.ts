import { Dict } from "../dict.ts";
import { Refusal } from "../refusal.ts";
import { listOf, type Value } from "../values.ts";
import { plainScalar } from "./plain-scalar.ts";
import { quotedScalar } from "./quoted-scalar.ts";

/** How deep YAML may be nested. */
export const DEEPEST = 50;

/** Reads one value in brackets, braces or quotes, or a plain one, from a text that holds nothing else but a comment. */
export function readFlow(text: string): Value {
  const reader = new FlowReader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class FlowReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw new Refusal("YAML is nested too deeply.");
    this.#skipSpace();
    const next = this.#text[this.#at];
    if (next === "[") return this.#list(depth);
    if (next === "{") return this.#dict(depth);
    if (next !== "'" && next !== '"') return this.#plain();
    const { text, end } = quotedScalar(this.#text, this.#at);
    this.#at = end;
    return text;
  }

  /** Nothing may follow. */
  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) throw new Refusal("YAML goes on where it should end.");
  }

  #list(depth: number): Value {
    const items: Value[] = [];
    this.#at += 1;
    while (!this.#closes("]")) {
      items.push(this.value(depth + 1));
      this.#separate("]");
    }
    return listOf(items);
  }

  #dict(depth: number): Value {
    const entries: (readonly [Value, Value])[] = [];
    this.#at += 1;
    while (!this.#closes("}")) {
      const key = this.value(depth + 1);
      this.#skipSpace();
      const hasValue = this.#text[this.#at] === ":";
      if (hasValue) this.#at += 1;
      entries.push([key, hasValue ? this.value(depth + 1) : null]);
      this.#separate("}");
    }
    return new Dict(entries);
  }

  #closes(bracket: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #separate(bracket: string): void {
    this.#skipSpace();
    const next = this.#text[this.#at];
    if (next === ",") this.#at += 1;
    else if (next !== bracket) throw new Refusal("A list or map in YAML is not closed.");
  }

  #plain(): Value {
    const match =
      /(?:[^\s,[\]{}:#&*!|>'"%@`]|:(?=[^\s,[\]{}]))(?:[^,[\]{}:#\n]|:(?=[^\s,[\]{}])|(?<=\S)#)*/uy;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text);
    const next = this.#text[this.#at] ?? "";
    if (found === null && !",]}:".includes(next)) throw new Refusal("This form of YAML is not read.");
    this.#at += found?.[0].length ?? 0;
    return plainScalar(found?.[0].trim() ?? "");
  }

  /** White space, line ends and comments. */
  #skipSpace(): void {
    const match = /(?:\s+(?:#[^\n]*)?)*/uy;
    match.lastIndex = this.#at;
    match.exec(this.#text);
    this.#at = match.lastIndex;
  }
}
