import type { Paint } from "./ansi.ts";
import { LIMITS } from "./escape.ts";
import { splitSentence } from "./sentence.ts";

/** Text between two spaces: how it is shown, and how many columns that takes. */
interface Word {
  readonly shown: string;
  readonly width: number;
}

/** Where lines begin and how long they may be, in columns. */
export interface Margins {
  /** What the first line begins with; its width is `indent`. */
  readonly lead: string;
  readonly indent: number;
  readonly width: number;
}

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/gu;

/** Columns that a text without control characters takes on a terminal. */
export function columnsOf(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return Array.from(text.replace(/\p{M}/gu, "")).length + wide;
}

/**
 * Wraps a sentence of the report to lines with a hanging indent. Names that stood between backticks are colored;
 * without colors they keep their backticks. A word longer than a line is not broken: a path stays one to copy.
 */
export function wrapSentence(sentence: string, margins: Margins, paint: Paint): readonly string[] {
  return fill(wordsOf(sentence, paint), margins);
}

function fill(words: readonly Word[], { lead, indent, width }: Margins): readonly string[] {
  const lines: string[] = [];
  let line = lead;
  let column = indent;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && column + 1 + word.width > width) {
      lines.push(line);
      line = " ".repeat(indent);
      column = indent;
      isEmpty = true;
    }
    line += isEmpty ? word.shown : ` ${word.shown}`;
    column += isEmpty ? word.width : word.width + 1;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}

function wordsOf(sentence: string, paint: Paint): readonly Word[] {
  const words: Word[] = [];
  let glue = false;
  for (const piece of splitSentence(sentence, LIMITS.list)) {
    // A name stays in one word, so that it is never cut in two.
    const parts = piece.code ? [nameWord(piece.text, paint)] : proseWords(piece.text);
    for (const [index, part] of parts.entries()) {
      const joins = index === 0 && glue && (piece.code || !piece.text.startsWith(" "));
      const last = words.at(-1);
      if (joins && last !== undefined) {
        words[words.length - 1] = { shown: last.shown + part.shown, width: last.width + part.width };
      } else {
        words.push(part);
      }
    }
    glue = piece.code || !piece.text.endsWith(" ");
  }
  return words;
}

function nameWord(name: string, paint: Paint): Word {
  const shown = paint("cyan", name);
  const bare = shown === name ? `\`${name}\`` : name;
  return { shown: shown === name ? bare : shown, width: columnsOf(bare) };
}

function proseWords(text: string): readonly Word[] {
  const parts = text.split(" ").filter((part) => part !== "");
  return parts.map((part) => ({ shown: part, width: columnsOf(part) }));
}
