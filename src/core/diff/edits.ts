import { canonical, type Json } from "../json.ts";
import type { Edit } from "./change.ts";

/** Where an edit is; see {@link Edit} for the vocabulary. */
export interface Spot {
  readonly part: string;
  readonly aspect: string;
}

/** One edit when the two texts differ, else none. An empty text counts as absent. */
export function compareText(spot: Spot, before: string | null, after: string | null): readonly Edit[] {
  const left = before === "" ? null : before;
  const right = after === "" ? null : after;
  return left === right ? [] : [{ ...spot, before: left, after: right }];
}

/** Like {@link compareText}, but blind to white space. */
export function compareWords(spot: Spot, before: string, after: string): readonly Edit[] {
  if (before === after || words(before) === words(after)) return [];
  return compareText(spot, before.trim(), after.trim());
}

function words(text: string): string {
  return text.trim().replaceAll(/\s+/gu, " ");
}

/** One edit when the two values mean something else, else none. Null, missing and empty values are equal. */
export function compareValue(spot: Spot, before: Json | undefined, after: Json | undefined): readonly Edit[] {
  return before === after ? [] : compareText(spot, textOf(before), textOf(after));
}

/** Like {@link compareValue}, for names whose order says nothing. */
export function compareNames(
  spot: Spot,
  before: readonly string[],
  after: readonly string[],
): readonly Edit[] {
  return before === after ? [] : compareValue(spot, [...before].sort(), [...after].sort());
}

/** A value as evidence shows it: a string as it is, anything else as canonical JSON, null when there is nothing in it. */
export function textOf(value: Json | undefined): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return value;
  const text = canonical(value);
  return text === "{}" || text === "[]" ? null : text;
}

/** Texts by aspect; null and a missing aspect are the same. */
export type Texts = Readonly<Record<string, string | null>>;

/** The edits of one part between two sets of texts, aspects in the order in which they come. */
export function compareTexts(part: string, before: Texts, after: Texts): readonly Edit[] {
  const aspects = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...aspects].flatMap((aspect) =>
    compareText({ part, aspect }, before[aspect] ?? null, after[aspect] ?? null),
  );
}

/** Compares two keyed lists: an edit for each key that one side lacks, and `compare` for those that both have. */
export function compareKeyed<T>(
  part: string,
  sides: { readonly base: ReadonlyMap<string, T>; readonly head: ReadonlyMap<string, T> },
  compare: (key: string, base: T, head: T) => readonly Edit[],
): readonly Edit[] {
  const edits: Edit[] = [];
  for (const [key, base] of sides.base) {
    const head = sides.head.get(key);
    if (head === undefined) edits.push({ part, aspect: key, before: key, after: null });
    else if (head !== base) edits.push(...compare(key, base, head));
  }
  for (const key of sides.head.keys()) {
    if (!sides.base.has(key)) edits.push({ part, aspect: key, before: null, after: key });
  }
  return edits;
}
