import { release } from "node:os";
import { EXIT, KnownError } from "../errors.ts";
import { plainText } from "../render/escape.ts";

/** The longest line of an error that is shown. */
const MAX_LINE = 400;

/** What is written to standard error when a command failed, and the exit code. */
export interface Explanation {
  readonly text: string;
  readonly code: number;
}

/** A known error in three parts and without a stack trace; anything else as our own fault, with its cause. */
export function explain(error: unknown, version: string): Explanation {
  if (error instanceof KnownError) {
    const { what, why, todo } = error.advice;
    return { text: clean(["Error: ".concat(what), why, todo].filter(Boolean).join("\n")), code: EXIT.usage };
  }
  const lines = [
    "Error: something went wrong inside Headgate. This is its own fault, not yours.",
    "Please report it with the lines below. They may hold names from your project: look before you post.",
    `headgate ${version}, node ${process.version}, ${process.platform} ${release()}`,
    ...causesOf(error),
  ];
  return { text: clean(lines.join("\n")), code: EXIT.fault };
}

function causesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? [own] : [own, "Caused by:", ...causesOf(error.cause)];
}

/** Names in errors come from files: no control or bidi character of theirs reaches the terminal. */
function clean(text: string): string {
  return text
    .split("\n")
    .map((line) => `${/^ */u.exec(line)?.[0] ?? ""}${plainText(line, MAX_LINE)}\n`)
    .join("");
}
