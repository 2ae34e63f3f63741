import { Refusal } from "../refusal.ts";
import { unescaped } from "./string-literal.ts";
import type { Token, TokenKind } from "./token.ts";
import { afterSpace, beforeSpace } from "./whitespace.ts";

const BEGIN = /\{[%{#]/g;
const RAW = /\{%[-+]?\s*raw\s*(?:(-)%\}|%\})/y;
const END_RAW = /\{%([-+]?)\s*endraw\s*(?:(-)%\}|\+?%\})/y;
const FLOAT = /\d+(?:_\d+)*(?:(?:\.\d+(?:_\d+)*)?[eE][+-]?\d+(?:_\d+)*|\.\d+(?:_\d+)*)/y;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const NAME = /\w+(?![\w\u0080-\uffff])/y;
const WIDE_NAME = /[\p{L}\p{M}\p{N}\p{Pc}\u00b7]+/uy;
const OPERATOR = /\/\/|\*\*|==|!=|>=|<=|[+\-/*%~[\](){}<>=.:|,;]/y;
const OPENING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/**
 * Cuts a template into tokens, one at a time, in time linear in its length. Which brackets are open decides whether
 * `}}` ends an output, as in Jinja. Throws a {@link Refusal} for what is no token.
 */
export class Lexer {
  readonly #text: string;
  #at = 0;
  #line = 1;
  /** Where that line ends. */
  #lineEnd: number;
  /** Inside of a block, an output, or outside of both. */
  #within: "block" | "output" | null = null;
  #open: string[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = endOfLine(text, 0);
  }

  /** The line that was read last. */
  get line(): number {
    return this.#line;
  }

  /** The next token; at the end of the template `end`, again and again. */
  next(): Token {
    return this.#within === null ? this.#outside() : this.#inside(this.#within);
  }

  #outside(): Token {
    while (this.#at < this.#text.length) {
      const start = this.#at;
      BEGIN.lastIndex = start;
      const begin = BEGIN.exec(this.#text)?.index ?? this.#text.length;
      const end = this.#text[begin + 2] === "-" ? beforeSpace(this.#text, start, begin) : begin;
      const line = this.#count(start);
      if (end > start) {
        this.#at = begin;
        return { kind: "text", text: this.#text.slice(start, end), line };
      }
      const token = begin < this.#text.length ? this.#begin(begin) : null;
      if (token !== null) return token;
      if (begin >= this.#text.length) this.#at = begin;
    }
    return this.#token("end", "");
  }

  /** Reads the begin of a tag; a comment and an empty raw block give no token. */
  #begin(begin: number): Token | null {
    const kind = this.#text[begin + 1];
    this.#count(begin);
    if (kind === "#") return this.#comment(begin);
    RAW.lastIndex = begin;
    const raw = RAW.exec(this.#text);
    if (raw !== null) return this.#raw(begin + raw[0].length, raw[1] === "-");
    const sign = this.#text[begin + 2];
    this.#at = begin + (sign === "-" || sign === "+" ? 3 : 2);
    this.#within = kind === "%" ? "block" : "output";
    this.#open = [];
    return this.#token(kind === "%" ? "block-begin" : "output-begin", "");
  }

  #comment(begin: number): null {
    const end = this.#text.indexOf("#}", begin + 2);
    if (end < 0) throw new Refusal("A comment is not closed.");
    this.#at = this.#text[end - 1] === "-" ? afterSpace(this.#text, end + 2) : end + 2;
    return null;
  }

  #raw(inside: number, strip: boolean): Token | null {
    const start = strip ? afterSpace(this.#text, inside) : inside;
    for (let at = this.#text.indexOf("{%", start); at >= 0; at = this.#text.indexOf("{%", at + 2)) {
      END_RAW.lastIndex = at;
      const match = END_RAW.exec(this.#text);
      if (match === null) continue;
      const end = match[1] === "-" ? beforeSpace(this.#text, start, at) : at;
      const after = at + match[0].length;
      const line = this.#count(start);
      this.#at = match[2] === "-" ? afterSpace(this.#text, after) : after;
      return end > start ? { kind: "text", text: this.#text.slice(start, end), line } : null;
    }
    throw new Refusal("A raw block is not closed.");
  }

  #inside(within: "block" | "output"): Token {
    this.#at = afterSpace(this.#text, this.#at);
    if (this.#at >= this.#text.length) return this.#token("end", "");
    if (this.#open.length === 0 && this.#closes(within)) {
      this.#within = null;
      return this.#token(within === "block" ? "block-end" : "output-end", "");
    }
    const first = this.#text.charAt(this.#at);
    if (first === "'" || first === '"') return this.#string(first);
    return this.#number() ?? this.#match(NAME, "name") ?? this.#match(WIDE_NAME, "name") ?? this.#operator();
  }

  #closes(within: "block" | "output"): boolean {
    const sign = this.#text[this.#at];
    const strips = sign === "-";
    const at = strips || (sign === "+" && within === "block") ? this.#at + 1 : this.#at;
    if (!this.#text.startsWith(within === "block" ? "%}" : "}}", at)) return false;
    this.#at = strips ? afterSpace(this.#text, at + 2) : at + 2;
    return true;
  }

  #string(quote: string): Token {
    const start = this.#at + 1;
    let end = start;
    while (end < this.#text.length && this.#text[end] !== quote) end += this.#text[end] === "\\" ? 2 : 1;
    if (end >= this.#text.length) {
      this.#count(this.#at);
      throw new Refusal("A string is not closed.");
    }
    const token = this.#token("string", unescaped(this.#text.slice(start, end)));
    this.#at = end + 1;
    return token;
  }

  #number(): Token | null {
    const digit = this.#text.charCodeAt(this.#at);
    if (digit < 0x30 || digit > 0x39) return null;
    const afterDot = this.#text[this.#at - 1] === ".";
    return (afterDot ? null : this.#match(FLOAT, "float")) ?? this.#match(INTEGER, "integer");
  }

  #match(pattern: RegExp, kind: TokenKind): Token | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    const token = this.#token(kind, match[0]);
    this.#at += match[0].length;
    return token;
  }

  #operator(): Token {
    const token = this.#match(OPERATOR, "operator");
    this.#count(this.#at);
    if (token === null) throw new Refusal(`Unexpected character \`${this.#text.charAt(this.#at)}\`.`);
    const closing = OPENING.get(token.text);
    if (closing !== undefined) this.#open.push(closing);
    else if (token.text === ")" || token.text === "]" || token.text === "}") this.#close(token.text);
    return token;
  }

  #close(bracket: string): void {
    const expected = this.#open.pop();
    if (expected === bracket) return;
    const instead = expected === undefined ? "no bracket is open" : `\`${expected}\` was expected`;
    throw new Refusal(`Unexpected \`${bracket}\`: ${instead}.`);
  }

  #token(kind: TokenKind, text: string): Token {
    return { kind, text, line: this.#count(this.#at) };
  }

  /** The line at a position, which never lies before the one that was asked for last. */
  #count(at: number): number {
    while (at > this.#lineEnd) {
      this.#line += 1;
      this.#lineEnd = endOfLine(this.#text, this.#lineEnd + 1);
    }
    return this.#line;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
