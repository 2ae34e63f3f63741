/** Longer lines are no commands. */
const MAX_LINE = 1_000;
/** Longer bodies are cut: GitHub takes no longer ones. */
const MAX_BODY = 70_000;
/** More lines than this are no conversation. */
const MOST_LINES = 10;

/** A command line, taken apart. `verb` in lower case; empty when only the prefix was written. */
export interface CommandLine {
  readonly verb: string;
  readonly args: string;
}

/**
 * The first command line of a comment, as written; null when there is none. A command stands at the start of a line;
 * code blocks, quoted lines and HTML comments are not looked at, so that showing a command does not give it.
 */
export function findCommandLine(body: string, prefix: string): string | null {
  const lines = spokenLines(body.slice(0, MAX_BODY));
  return lines.find((line) => readCommandLine(line, prefix) !== null)?.trimEnd() ?? null;
}

/**
 * The lines of a comment that may be commands, as long as the prefix is not known: of those that `findCommandLine` looks at,
 * the first ten that begin with a slash and a letter. Some may speak to other bots.
 */
export function commandLines(body: string): readonly string[] {
  return spokenLines(body.slice(0, MAX_BODY))
    .filter((line) => /^\/\p{L}/u.test(line) && line.length <= MAX_LINE)
    .slice(0, MOST_LINES)
    .map((line) => line.trimEnd());
}

/** Verb and arguments of a line; null when it does not begin with the prefix, letter case aside. */
export function readCommandLine(line: string, prefix: string): CommandLine | null {
  if (prefix === "" || line.length > MAX_LINE) return null;
  if (line.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return null;
  const rest = line.slice(prefix.length);
  if (rest !== "" && !/^\s/u.test(rest)) return null;
  const [, verb = "", args = ""] = /^\s*(\S*)\s*(.*?)\s*$/u.exec(rest) ?? [];
  return { verb: verb.toLowerCase(), args };
}

/** What the author of a comment says in their own words, line by line. */
function spokenLines(body: string): readonly string[] {
  const spoken: string[] = [];
  let fence: string | null = null;
  for (const line of withoutComments(body).split(/\r\n|[\n\r]/u)) {
    const opened: string | null = fence === null ? openingFence(line) : null;
    if (fence !== null) fence = closes(line, fence) ? null : fence;
    else if (opened !== null) fence = opened;
    else if (!/^ {0,3}>/u.test(line)) spoken.push(line);
  }
  return spoken;
}

/** The mark that opens a block of code, which may have a language after it; one of backticks no further backticks. */
function openingFence(line: string): string | null {
  return /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/u.exec(line)?.[1] ?? null;
}

function closes(line: string, fence: string): boolean {
  const mark = /^ {0,3}(`{3,}|~{3,})\s*$/u.exec(line)?.[1] ?? "";
  return mark[0] === fence[0] && mark.length >= fence.length;
}

/** An HTML comment that is not closed hides the rest of the body. What stood before it keeps its line. */
function withoutComments(body: string): string {
  const parts = body.split("<!--");
  const [first = "", ...hidden] = parts;
  return first + hidden.map((part) => (part.includes("-->") ? afterComment(part) : "")).join("");
}

/** A line that only begins after a comment is no start of a line, so a mark stays where the comment was. */
function afterComment(part: string): string {
  return `\u0000${part.slice(part.indexOf("-->") + 3)}`;
}
