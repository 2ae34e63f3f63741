import { nameOf } from "../name-of.ts";
import type { Finding } from "../report.ts";

/** Longer questions are cut. */
const MAX_QUESTION = 1_000;

/** The words of a question as names are compared: in lower case, with and without what stands around dots. */
export function wordsIn(question: string): ReadonlySet<string> {
  const words =
    question
      .slice(0, MAX_QUESTION)
      .toLowerCase()
      .match(/[\p{L}\p{N}_$][\p{L}\p{N}_$.]*/gu) ?? [];
  return new Set(words.flatMap((word) => [word.replace(/\.+$/u, ""), ...word.split(".")]));
}

/** Whether a question names an object. */
export function isNamed(uniqueId: string, words: ReadonlySet<string>): boolean {
  return words.has(nameOf(uniqueId).toLowerCase()) || words.has(uniqueId.toLowerCase());
}

/** Whether a question names a finding, its object, one of its columns or what it hits. */
export function isAskedAbout(
  { id, subject, affected, evidence }: Finding,
  words: ReadonlySet<string>,
): boolean {
  const columns = [subject.column, ...evidence.map(({ column }) => column)];
  return (
    words.has(id.toLowerCase()) ||
    columns.some((column) => column !== undefined && words.has(column.toLowerCase())) ||
    [subject.uniqueId, ...affected].some((uniqueId) => isNamed(uniqueId, words))
  );
}
