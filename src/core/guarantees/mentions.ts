import { normalizeSql } from "../diff/formatting.ts";
import type { Node } from "../manifest/project.ts";

/** A text of code in lower case, comments left out, with how often each word stands in it. */
interface Words {
  readonly text: string;
  readonly counts: ReadonlyMap<string, number>;
}

// Asked for once per column, of which a wide table has thousands.
const known = new WeakMap<Node, Words>();

/** How often the code of a node names a column, comments left out. Names are compared without regard to case. */
export function countMentions(node: Node, column: string): number {
  const words = known.get(node) ?? wordsOf(codeOf(node) ?? "");
  known.set(node, words);
  const name = column.toLowerCase();
  if (WORD.test(name)) return words.counts.get(name) ?? 0;
  const odd = new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`, "gu");
  return [...words.text.matchAll(odd)].length;
}

/** The source text of an object; null where it has none. */
export function codeOf(node: Node): string | null {
  return "rawCode" in node ? node.rawCode : null;
}

function wordsOf(code: string): Words {
  const text = normalizeSql(code).toLowerCase();
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { text, counts };
}

const WORD = /^[\p{L}\p{N}_$]+$/u;

function escaped(name: string): string {
  return name.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
}
