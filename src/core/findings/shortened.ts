/** A piece of SQL that is cut shorter than this says nothing. */
const LEAST = 14;
/** A beginning that both share is left out from this length on. */
const LONG = 12;

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

/** Where to begin so that the first difference is seen: at the word that it is in. */
function leadOf(before: string, after: string): number {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const start = before.slice(0, same).lastIndexOf(" ") + 1;
  return start > LONG ? start : 0;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
