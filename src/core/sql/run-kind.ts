import { incrementalParts } from "../diff/incremental-parts.ts";
import type { Relation } from "../manifest/node.ts";

/** What of an object tells by which run it was compiled. */
export interface Compiled {
  readonly compiledCode: string | null;
  readonly rawCode: string | null;
  /** Left out on tests, which build nothing. */
  readonly relation?: Relation | null;
}

/**
 * Whether two texts of one model were compiled by runs of two kinds: production's by an incremental run, and that of a
 * schema which a pull request fills for the first time by a full one. What only the first compiles is no change.
 */
export function ranApart(left: Compiled, right: Compiled): boolean {
  const [before, after] = [ranIncrementally(left), ranIncrementally(right)];
  return before !== null && after !== null && before !== after;
}

/** By whether it reads the table that it builds; null where the text does so only in a full build, or not at all. */
function ranIncrementally({ compiledCode, rawCode, relation }: Compiled): boolean | null {
  if (relation === undefined || relation === null || rawCode?.includes("is_incremental") !== true)
    return null;
  const { inside, outside } = incrementalParts(rawCode);
  if (!THIS.test(inside) || THIS.test(outside)) return null;
  const own = [relation.schema, relation.identifier].filter((part) => part !== null).join(".");
  return (compiledCode ?? "").replaceAll(QUOTES, "").toLowerCase().includes(own.toLowerCase());
}

const THIS = /\bthis\b/u;

const QUOTES = /["`[\]]/gu;
