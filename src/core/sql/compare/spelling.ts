import { typeKey } from "../../types/type-key.ts";
import { STANDARD } from "../../types/type-names.ts";
import type { Dialect } from "../dialect.ts";

/** What a dialect writes in more than one way. */
export interface Spelling {
  /** Whether `+` also joins strings, so that its sides may not be swapped. */
  readonly plusConcatenates: boolean;
  /** Whether `concat` of a NULL is NULL, as `||` is. */
  readonly concatKeepsNulls: boolean;
  /** Whether IN of a NULL is NULL, as `=` is. */
  readonly inKeepsNulls: boolean;
  /** A data type by the one name that all its names share. */
  readonly type: (text: string) => string;
}

export function spellingOf({ plusConcatenates, concatKeepsNulls, inKeepsNulls, types }: Dialect): Spelling {
  const names = { ...types, aliases: { ...STANDARD.aliases, ...types.aliases } };
  const keys = new Map<string, string>();
  return {
    plusConcatenates,
    concatKeepsNulls,
    inKeepsNulls,
    type: (text) => {
      const key = keys.get(text) ?? typeKey(text, names);
      keys.set(text, key);
      return key;
    },
  };
}
