import { codeSpan, cut, escapeHtml, escapeMarkdown, flatten, LIMITS } from "./escape.ts";

/** A stretch of a sentence: a name that stood between backticks, or prose. */
export interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** Splits a sentence of the report on its backticks. A last backtick without a partner is prose. */
export function splitSentence(sentence: string, max: number = LIMITS.prose): readonly Piece[] {
  const parts = sentence.slice(0, max * 4).split("`");
  const pieces: Piece[] = [];
  let left = max;
  for (const [index, part] of parts.entries()) {
    if (left <= 0) break;
    const isCode = index % 2 === 1;
    const unclosed = isCode && index === parts.length - 1;
    const text = cut(flatten(unclosed ? `'${part}` : part), isCode ? Math.min(left, LIMITS.name) : left);
    if (text !== "") pieces.push({ code: isCode && !unclosed, text });
    left -= text.length;
  }
  return pieces;
}

/** A sentence of the report as one line of Markdown. */
export function markdownSentence(sentence: string, max: number = LIMITS.prose): string {
  const pieces = splitSentence(sentence, max);
  return pieces
    .map(({ code, text }, index) => (code ? codeSpan(text) : escapeMarkdown(text, index === 0)))
    .join("")
    .trim();
}

/** Parts of a sentence, each as a sentence of the report has it, as one line of Markdown. */
export function sentencesOf(parts: readonly string[]): string {
  return `${parts.map((part) => markdownSentence(part)).join("; ")}.`;
}

/** A sentence of the report as HTML. */
export function htmlSentence(sentence: string, max: number = LIMITS.prose): string {
  const pieces = splitSentence(sentence, max);
  return pieces
    .map((piece) => (piece.code ? `<code>${escapeHtml(piece.text)}</code>` : escapeHtml(piece.text)))
    .join("")
    .trim();
}

/** What to do, and the YAML or command that goes with it. */
export interface Advice {
  readonly sentence: string;
  /** Empty when the whole advice is a sentence. */
  readonly block: string;
  readonly language: "yaml" | "";
}

const YAML_LINE = /^\s*(?:- )?[\w-]+:(?:\s|$)/u;

/** Parts a fix of several lines: its first line is a sentence unless it is YAML already; the rest is a block. */
export function splitAdvice(text: string): Advice {
  const lines = text
    .split(/\r\n|[\n\r]/u)
    .filter((line) => !/^\s*```/u.test(line))
    .map((line) => line.trimEnd());
  if (lines.length < 2) return { sentence: lines[0] ?? "", block: "", language: "" };
  const startsWithCode = YAML_LINE.test(lines[0] ?? "");
  const block = startsWithCode ? lines : lines.slice(1);
  while (block[0] === "") block.shift();
  while (block.at(-1) === "") block.pop();
  return {
    sentence: startsWithCode ? "" : (lines[0] ?? ""),
    block: block.join("\n"),
    language: suggestionLanguage(block.join("\n")),
  };
}

/** The language of a text to copy, for its block of code. */
export function suggestionLanguage(text: string): Advice["language"] {
  return text.split("\n").some((line) => YAML_LINE.test(line)) ? "yaml" : "";
}
