import type { TypeFamily } from "./type-families.ts";

/**
 * How one type differs from another, as a tagged value.
 * `case`: letter case or blanks. `alias`: another name of the same type. `size …`: length, precision or scale alone.
 * `widened`: another type that holds every old value. `narrowed`: one that does not.
 * `retyped`: another type of one family, or of none that is known, neither wider nor narrower for sure.
 * `declared`: only one side names a type.
 */
export type TypeDifference =
  | {
      readonly kind:
        | "same"
        | "case"
        | "alias"
        | "size widened"
        | "size narrowed"
        | "size changed"
        | "widened"
        | "narrowed"
        | "declared";
    }
  | { readonly kind: "retyped"; readonly family: TypeFamily }
  | { readonly kind: "family changed"; readonly from: TypeFamily; readonly to: TypeFamily };

/** A difference as a short phrase for a sentence: `number to string`, `narrowed`. */
export function describeDifference(difference: TypeDifference): string {
  if (difference.kind === "family changed") return `${difference.from} to ${difference.to}`;
  return PHRASES[difference.kind];
}

const PHRASES: Readonly<Record<Exclude<TypeDifference["kind"], "family changed">, string>> = {
  same: "no difference",
  case: "letter case or blanks",
  alias: "two names of one type",
  "size widened": "a larger size",
  "size narrowed": "a smaller size",
  "size changed": "larger in one place, smaller in another",
  widened: "a wider type",
  narrowed: "a narrower type",
  retyped: "another type",
  declared: "only one side names a type",
};
