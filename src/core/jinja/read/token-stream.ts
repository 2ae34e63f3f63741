import type { Limits } from "../limits.ts";
import { Refusal } from "../refusal.ts";
import { Lexer } from "./lexer.ts";
import { described, describedKind, type Token, type TokenKind } from "./token.ts";

/** The tokens of a template with one token of foresight, and how deep the parser stands in it. */
export class TokenStream {
  readonly #lexer: Lexer;
  readonly #limits: Pick<Limits, "nesting" | "tokens">;
  #current: Token;
  #ahead: Token | null = null;
  #depth = 0;
  #count = 0;
  #line = 1;

  constructor(text: string, limits: Pick<Limits, "nesting" | "tokens">) {
    this.#lexer = new Lexer(text);
    this.#limits = limits;
    this.#current = { kind: "end", text: "", line: 1 };
  }

  get current(): Token {
    return this.#current;
  }

  /** The line that a refusal is about: that of the lexer where it went ahead. */
  get line(): number {
    return this.#line;
  }

  /** Takes the current token and reads the next one. The first call only reads. */
  next(): Token {
    const token = this.#current;
    this.#current = this.#ahead ?? this.#read();
    this.#ahead = null;
    this.#line = this.#current.line;
    return token;
  }

  /** The token after the current one. */
  look(): Token {
    return (this.#ahead ??= this.#read());
  }

  is(kind: TokenKind, text: string): boolean {
    return this.#current.kind === kind && this.#current.text === text;
  }

  /** Takes the token if it is this one. */
  skip(kind: TokenKind, text: string): boolean {
    if (!this.is(kind, text)) return false;
    this.next();
    return true;
  }

  expect(kind: TokenKind, text?: string): Token {
    if (this.#current.kind === kind && (text === undefined || this.#current.text === text))
      return this.next();
    const expected = text === undefined ? describedKind(kind) : `\`${text}\``;
    throw new Refusal(`Unexpected ${described(this.#current)}: ${expected} was expected.`);
  }

  /** Reads something that stands one level deeper, within the limit of nesting. */
  deeper<T>(read: () => T): T {
    this.#depth += 1;
    const { nesting } = this.#limits;
    if (this.#depth > nesting) {
      throw new Refusal(`Blocks or expressions stand more than ${nesting} levels deep in each other.`);
    }
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #read(): Token {
    const { tokens } = this.#limits;
    this.#count += 1;
    if (this.#count > tokens) throw new Refusal(`The template has more than ${tokens} tokens.`);
    try {
      return this.#lexer.next();
    } finally {
      this.#line = this.#lexer.line;
    }
  }
}
