import { Refusal } from "../refusal.ts";

/** A line of YAML: what it holds without comment, and how far it is indented. */
export interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Characters of a line. What quotes and comments are is found in time that grows with its square. */
const LONGEST = 1000;

/** The lines of a YAML text, read one after the other. */
export class Lines {
  readonly #lines: string[];
  #at = 0;

  constructor(text: string) {
    this.#lines = text.replace(/\r?\n$/u, "").split(/\r?\n/u);
    if (this.#lines.some(({ length }) => length > LONGEST)) throw new Refusal("A line of YAML is too long.");
  }

  /** The next line that holds something, which is not taken; null at the end. */
  peek(): Line | null {
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      const text = withoutComment(line).trim();
      if (text !== "") return { indent: indentOf(line), text };
      this.#at += 1;
    }
    return null;
  }

  take(): void {
    this.#at += 1;
  }

  /** Takes what stands before a text off the next line, so that the text stands there alone, as far to the right. */
  takeBefore(text: string): void {
    const line = this.#lines[this.#at] ?? "";
    const indent = line.indexOf(text, indentOf(line) + 1);
    this.#lines[this.#at] = " ".repeat(indent) + line.slice(indent);
  }

  /** Takes the lines of a block scalar as they are: those that are blank or indented further than `indent`. */
  takeBlock(indent: number): readonly string[] {
    const start = this.#at;
    const isWithin = (line: string | undefined): boolean =>
      line !== undefined && (line.trim() === "" || indentOf(line) > indent);
    while (isWithin(this.#lines[this.#at])) this.#at += 1;
    return this.#lines.slice(start, this.#at);
  }
}

/** Spaces before the text of a line. */
export function indentOf(line: string): number {
  const indent = /^ */u.exec(line)?.[0].length ?? 0;
  if (line[indent] === "\t") throw new Refusal("YAML is indented by a tab.");
  return indent;
}

/** A `#` begins a comment at the start and after white space, outside of quotes. */
function withoutComment(line: string): string {
  if (!line.includes("#")) return line;
  const match = /^(?:[^'"#\s]|'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|['"]|\s+(?!#)|(?<=\S)#)*/u.exec(line);
  return match?.[0] ?? "";
}
