import type { Dialect } from "../../sql/dialect.ts";
import { argumentOf } from "./aggregates.ts";
import { Pieces, Unsure } from "./cursor.ts";
import { Formulas } from "./formulas.ts";
import type { Conditions } from "./found.ts";
import { tableOffer, type Item } from "./scope.ts";
import { tokensOf } from "./tokens.ts";

/** An expression over the columns of one object as queries are compared with it, `*` for a number; null where it is not told. */
export function formulaOfText(sql: string, object: string, dialect: Dialect): string | null {
  const text = reading(sql, object, dialect)?.whole().text ?? null;
  return text === null ? null : argumentOf(text);
}

/** A condition over the columns of one object as queries are compared with it; null where it is not told. */
export function conditionsOfText(sql: string, object: string, dialect: Dialect): Conditions | null {
  return reading(sql, object, dialect)?.conditions() ?? null;
}

function reading(sql: string, object: string, dialect: Dialect) {
  try {
    const pieces = new Pieces(tokensOf(sql, dialect));
    const offer = tableOffer({ uniqueId: object, columns: null });
    const item: Item = {
      stretch: { from: 0, to: pieces.length },
      scope: { inputs: [{ label: "", offer }], aliases: new Set(), outer: null },
    };
    const formulas = new Formulas(pieces);
    return { whole: () => formulas.of(item), conditions: () => formulas.conditionsOf([item]) };
  } catch (error) {
    if (error instanceof Unsure) return null;
    throw error;
  }
}
