/**
 * The line of a model's text from which a line of its compiled code comes: the line that says the same, or the one as
 * far from two such lines as in compiled code. Null where that is not certain. Lines are counted from 1.
 */
export function rawLine(line: number, compiled: string, raw: string): number | null {
  const [made, written] = [linesOf(compiled), linesOf(raw)];
  const above = anchor(line - 1, -1, { made, written });
  const below = anchor(line - 1, 1, { made, written });
  if (above !== below) return null;
  const found = line + above;
  return found >= 1 && found <= written.length ? found : null;
}

/** How far the nearest line in one direction that both texts hold once is moved; else how far the first or last line is. */
function anchor(
  start: number,
  step: 1 | -1,
  { made, written }: { readonly made: readonly string[]; readonly written: readonly string[] },
): number {
  for (let at = start; at >= 0 && at < made.length; at += step) {
    const text = made[at] ?? "";
    const place = written.indexOf(text);
    const isOnly =
      place !== -1 && written.lastIndexOf(text) === place && made.lastIndexOf(text) === made.indexOf(text);
    if (text !== "" && isOnly) return place - at;
  }
  return step === -1 ? 0 : written.length - made.length;
}

function linesOf(text: string): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.replaceAll(/\s+/gu, " ").trim());
}
