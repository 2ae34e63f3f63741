import { shown, spelledOut } from "./shown.ts";

/** A piece of SQL that is cut shorter than this says nothing. */
const LEAST = 14;
/** A beginning that both share is left out from this length on. */
const LONG = 12;

interface Pair {
  readonly before: string;
  readonly after: string;
}

/**
 * Both texts of an edit, cut to what fits into `room` characters and to where they differ: other texts are never cut to
 * the same, and characters that are not seen are told where they are all that differs.
 */
export function shortened(before: string, after: string, room: number): Pair {
  const isSeen = shown(before) !== shown(after);
  return isSeen ? cutPair(before, after, room) : cutPair(spelledOut(before), spelledOut(after), room);
}

function cutPair(before: string, after: string, room: number): Pair {
  const space = Math.max(2 * LEAST, room);
  if (before === "" || after === "" || before.length + after.length <= space)
    return share({ before, after }, space);
  const same = sharedLength(before, after);
  const pairs = [wordStart(before, same), same].map((start) =>
    share({ before: from(before, start), after: from(after, start) }, space),
  );
  const [atWord, atDifference] = pairs;
  const found = atWord?.before === atWord?.after ? atDifference : atWord;
  return found ?? { before, after };
}

function share({ before, after }: Pair, space: number): Pair {
  const half = Math.floor(space / 2);
  return {
    before: cut(before, Math.max(half, space - after.length)),
    after: cut(after, Math.max(half, space - before.length)),
  };
}

function sharedLength(before: string, after: string): number {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  return same;
}

/** Where the word begins in which the texts differ; at the start where that is near. */
function wordStart(text: string, same: number): number {
  const start = text.slice(0, same).lastIndexOf(" ") + 1;
  return start > LONG ? start : 0;
}

function from(text: string, start: number): string {
  return start === 0 ? text : `…${text.slice(start)}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
