import type { Token } from "./tokens.ts";

/** A statement that the quick reader does not take: it is left to the SQL engine. */
export class Unsure extends Error {
  override name = "Unsure";
}

/** The pieces of a statement, with the closing bracket of each opening one. */
export class Pieces {
  readonly #tokens: readonly Token[];
  readonly #closing: readonly number[];

  /** Throws `Unsure` where brackets do not match. */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#closing = closingOf(tokens);
  }

  get length(): number {
    return this.#tokens.length;
  }

  /** What a piece is compared by; an empty text beyond the end, and for strings and numbers. */
  key(at: number): string {
    return this.#tokens[at]?.key ?? "";
  }

  /** A piece as texts are compared by it: strings and numbers as they are written. */
  spelling(at: number): string {
    const token = this.#tokens[at];
    return token?.literal ?? token?.key ?? "";
  }

  kind(at: number): Token["kind"] | "end" {
    return this.#tokens[at]?.kind ?? "end";
  }

  isMark(at: number, key: string): boolean {
    const token = this.#tokens[at];
    return token !== undefined && token.kind === "mark" && token.key === key;
  }

  isWord(at: number, key: string): boolean {
    const token = this.#tokens[at];
    return token !== undefined && token.kind === "word" && token.key === key;
  }

  /** A word or a quoted name. */
  isName(at: number): boolean {
    const kind = this.kind(at);
    return kind === "word" || kind === "name";
  }

  isOpening(at: number): boolean {
    return this.isMark(at, "(") || this.isMark(at, "[");
  }

  /** The place of the bracket that closes the one here. */
  closing(at: number): number {
    return this.#closing[at] ?? -1;
  }

  /** The place after this piece, brackets jumped over as a whole. */
  after(at: number): number {
    return (this.isOpening(at) ? this.closing(at) : at) + 1;
  }

  /** Whether a query begins here, after any number of brackets. */
  beginsQuery(at: number): boolean {
    let place = at;
    while (this.isMark(place, "(")) place += 1;
    return this.isWord(place, "select") || this.isWord(place, "with");
  }

  /** The names that dots join, and the place after them. */
  path(at: number): { readonly parts: readonly string[]; readonly end: number } {
    const parts = [...this.#names(at)];
    let end = at + 1;
    while (this.isMark(end, ".") && this.isName(end + 1)) {
      parts.push(...this.#names(end + 1));
      end += 2;
    }
    return { parts, end };
  }

  #names(at: number): readonly string[] {
    const key = this.key(at);
    return this.kind(at) === "name" && key.includes(".") ? key.split(".") : [key];
  }
}

function closingOf(tokens: readonly Token[]): readonly number[] {
  const closing: number[] = [];
  const open: { readonly at: number; readonly mark: string }[] = [];
  for (const [at, { kind, key }] of tokens.entries()) {
    if (kind !== "mark") continue;
    const mark = CLOSED_BY[key];
    if (mark !== undefined) open.push({ at, mark });
    else if (key === ")" || key === "]") {
      const opening = open.pop();
      if (opening?.mark !== key) throw unmatched();
      closing[opening.at] = at;
    }
  }
  if (open.length > 0) throw unmatched();
  return closing;
}

const CLOSED_BY: Readonly<Record<string, string>> = { "(": ")", "[": "]" };

function unmatched(): Unsure {
  return new Unsure("brackets do not match");
}
