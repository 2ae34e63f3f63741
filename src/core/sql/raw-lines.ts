/** The line of a model's text that a line of its compiled or rendered SQL comes from, counted from 1; null where that is not certain. */
export type RawLines = (line: number) => number | null;

/**
 * Lays compiled or rendered SQL over the text that it comes from. A line comes from the one that says the same, or from the one as
 * far from two such lines as in compiled code. Takes time in the length of both texts, and none for each line asked for.
 */
export function rawLines(compiled: string, raw: string): RawLines {
  const [made, written] = [linesOf(compiled), linesOf(raw)];
  const moves = movesOf(made, written);
  const above = nearest(moves, 0);
  const below = nearest(moves.toReversed(), written.length - made.length).toReversed();
  return (line) => {
    const move = above[line - 1];
    if (move === undefined || move !== below[line - 1]) return null;
    const found = line + move;
    return found >= 1 && found <= written.length ? found : null;
  };
}

/** How far each line of the SQL is moved that both texts hold once; null for the others. */
function movesOf(made: readonly string[], written: readonly string[]): readonly (number | null)[] {
  const [inMade, inWritten] = [onlyPlaces(made), onlyPlaces(written)];
  return made.map((text, at) => {
    const place = text === "" || inMade.get(text) !== at ? null : (inWritten.get(text) ?? null);
    return place === null ? null : place - at;
  });
}

/** Where each line stands; null for one that stands in several places. */
function onlyPlaces(lines: readonly string[]): ReadonlyMap<string, number | null> {
  const places = new Map<string, number | null>();
  for (const [at, text] of lines.entries()) places.set(text, places.has(text) ? null : at);
  return places;
}

/** For each line: how far the nearest line before or at it is moved; `edge` before the first of which that is known. */
function nearest(moves: readonly (number | null)[], edge: number): readonly number[] {
  const found: number[] = [];
  for (const move of moves) found.push(move ?? found.at(-1) ?? edge);
  return found;
}

function linesOf(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.replaceAll(/\s+/gu, " ").trim());
}
