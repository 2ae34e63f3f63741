import { Refusal } from "../refusal.ts";
import { afterSpace, beforeSpace, isSpace } from "../read/whitespace.ts";

/** Which ends of a text are meant. */
export type Side = "start" | "end" | "both";

/** Python's `str.strip` and its like: without white space (null), or without any of these characters. */
export function stripped(text: string, chars: string | null, side: Side): string {
  const [left, right] = [side !== "end", side !== "start"];
  if (chars === null) {
    const start = left ? afterSpace(text, 0) : 0;
    return text.slice(start, right ? beforeSpace(text, start, text.length) : text.length);
  }
  const dropped = new Set(chars.split(""));
  let start = 0;
  if (left) while (start < text.length && dropped.has(text.charAt(start))) start += 1;
  let end = text.length;
  if (right) while (end > start && dropped.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** How often a text is split at most, negative for always, and from which end. */
export interface Splits {
  readonly most: number;
  readonly from: "start" | "end";
}

/** Python's `str.split(separator)`. */
export function splitAt(text: string, separator: string, { most, from }: Splits): string[] {
  if (separator === "") throw new Refusal("empty separator");
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  if (from === "start") return [...parts.slice(0, most), parts.slice(most).join(separator)];
  const cut = parts.length - most;
  return [parts.slice(0, cut).join(separator), ...parts.slice(cut)];
}

/** Python's `str.split()`: at runs of white space, with nothing empty. */
export function splitAtSpace(text: string, { most, from }: Splits): string[] {
  const words = wordsIn(text);
  if (most < 0 || words.length <= most) return words.map(({ start, end }) => text.slice(start, end));
  return from === "start" ? restAtEnd(text, words, most) : restAtStart(text, words, most);
}

interface Word {
  readonly start: number;
  readonly end: number;
}

function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  for (let start = afterSpace(text, 0); start < text.length;) {
    let end = start;
    while (end < text.length && !isSpace(text.charCodeAt(end))) end += 1;
    words.push({ start, end });
    start = afterSpace(text, end);
  }
  return words;
}

function restAtEnd(text: string, words: readonly Word[], most: number): string[] {
  const parts = words.slice(0, most).map(({ start, end }) => text.slice(start, end));
  const rest = words[most];
  return rest === undefined ? parts : [...parts, text.slice(rest.start, text.length)];
}

function restAtStart(text: string, words: readonly Word[], most: number): string[] {
  const parts = words.slice(words.length - most).map(({ start, end }) => text.slice(start, end));
  const rest = words[words.length - most - 1];
  return rest === undefined ? parts : [text.slice(0, rest.end), ...parts];
}

/** The ends of lines that Python knows, but for three control characters that no text holds. */
const LINE_END = /\r\n|[\n\r\v\f\u{85}\u{2028}\u{2029}]/gu;

/** Python's `str.splitlines`. */
export function linesOf(text: string, keepEnds: "keep" | "drop"): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE_END)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keepEnds === "keep" ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}
