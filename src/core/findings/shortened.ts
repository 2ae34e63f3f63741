/** A piece of SQL that is cut shorter than this says nothing. */
const LEAST = 14;
/** What stands before the first difference, so that it can be placed. */
const LEAD = 12;

/** Both texts of an edit, cut to what fits into a title and to where they differ; the evidence holds them whole. */
export function shortened(
  before: string,
  after: string,
  room: number,
): { readonly before: string; readonly after: string } {
  const space = Math.max(2 * LEAST, room);
  const fits = before.length + after.length <= space;
  const start = fits || before === "" || after === "" ? 0 : leadOf(before, after);
  const [left, right] = [before, after].map((text) => (start === 0 ? text : `…${text.slice(start)}`));
  return share(left ?? "", right ?? "", space);
}

function share(before: string, after: string, space: number): ReturnType<typeof shortened> {
  const half = Math.floor(space / 2);
  return {
    before: cut(before, Math.max(half, space - after.length)),
    after: cut(after, Math.max(half, space - before.length)),
  };
}

/** Where to begin so that the first difference is seen: at a word a little before it. */
function leadOf(before: string, after: string): number {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const start = before.lastIndexOf(" ", Math.max(0, same - LEAD)) + 1;
  return start > LEAD ? start : 0;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
