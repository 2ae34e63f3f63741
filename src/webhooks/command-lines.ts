/** More lines than this are no conversation. */
const MOST_LINES = 10;
const LONGEST_LINE = 2000;

/**
 * The lines of a comment that may be commands: a slash and a letter at the start of a line, outside code fences, HTML
 * comments and quotes. The prefix is part of the configuration of the base branch, which is read when the command is worked
 * on; until then commands of other bots count too. At most ten lines, each at most 2,000 characters.
 */
export function commandLines(body: string): readonly string[] {
  const lines: string[] = [];
  let hidden: RegExp | null = null; // what ends the part that is not read
  for (const line of body.split(/\r\n|\r|\n/u)) {
    if (hidden !== null) {
      if (hidden.test(line)) hidden = null;
      continue;
    }
    hidden = endOfHidden(line);
    if (/^\/\p{L}/u.test(line)) lines.push(line.slice(0, LONGEST_LINE).trimEnd());
  }
  return lines.slice(0, MOST_LINES);
}

/** What ends the fence or comment that this line begins (CommonMark 4.5 and 4.6); null when it begins none. */
function endOfHidden(line: string): RegExp | null {
  const fence = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
  if (fence !== undefined) return new RegExp(`^ {0,3}${fence.charAt(0)}{${fence.length},}\\s*$`, "u");
  return line.lastIndexOf("<!--") > line.lastIndexOf("-->") ? /-->/u : null;
}
