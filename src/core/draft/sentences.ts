/** Ends of sentences; one inside of backticks or between digits is none. */
const END = /[.!?]+["')\]]*(?=\s|$)/gu;

/** A text that is longer is nobody's paragraph; the rest of it is not looked at. */
const MOST_CHARACTERS = 12_000;

/** The sentences of a text, each with its end; lines end sentences too. Nothing is lost but white space. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .slice(0, MOST_CHARACTERS)
    .split(/[\r\n\u2028\u2029]+/u)
    .flatMap(sentencesOfLine);
}

function sentencesOfLine(line: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (const { index, 0: end } of line.matchAll(END)) {
    const to = index + end.length;
    const piece = line.slice(from, to);
    // An odd number of backticks: the end stands inside of a name.
    if (piece.split("`").length % 2 === 0 || ABBREVIATION.test(piece)) continue;
    found.push(piece.trim());
    from = to;
  }
  const rest = line.slice(from).trim();
  return (rest === "" ? found : [...found, rest]).filter((piece) => piece !== "");
}

const ABBREVIATION = /\b(?:e\.g|i\.e|vs|etc)\.$/iu;
