import type { TypeDifference } from "./type-difference.ts";
import { FLOAT_BITS, INTEGER_BITS } from "./type-families.ts";

/** How two numeric types of different names differ, by what they hold exactly. */
export function compareNumbers(before: string, after: string): TypeDifference {
  const [from, to] = [sortOf(before), sortOf(after)];
  if (from.bits !== null && to.bits !== null && `${from.sort} ${to.sort}` !== "float whole") {
    return { kind: from.bits < to.bits ? "widened" : "narrowed" };
  }
  const kind = BETWEEN_SORTS[`${from.sort} ${to.sort}`];
  return kind === undefined ? { kind: "retyped", family: "number" } : { kind };
}

/** A whole number fits a decimal; a decimal loses its fraction as a whole number and its exactness as a float. */
const BETWEEN_SORTS: Readonly<Record<string, "widened" | "narrowed">> = {
  "whole decimal": "widened",
  "whole bignumeric": "widened",
  "decimal bignumeric": "widened",
  "decimal whole": "narrowed",
  "decimal float": "narrowed",
  "bignumeric decimal": "narrowed",
  "bignumeric whole": "narrowed",
  "bignumeric float": "narrowed",
  "float whole": "narrowed",
};

interface Sort {
  readonly sort: string;
  /** The whole numbers that it holds exactly, in bits; null where that is not what limits it. */
  readonly bits: number | null;
}

function sortOf(name: string): Sort {
  const whole = INTEGER_BITS.get(name);
  if (whole !== undefined) return { sort: "whole", bits: whole };
  const float = FLOAT_BITS.get(name);
  if (float !== undefined) return { sort: "float", bits: float };
  return { sort: name, bits: null };
}
