import type { Expr } from "../query.ts";
import { isRandom } from "./is-random.ts";
import { apart, type Apart } from "./match-lists.ts";
import type { SqlSide } from "./side.ts";

interface Conditions {
  readonly all: readonly Expr[];
  readonly side: SqlSide;
}

/** The conditions, all of which must hold, that two sides have apart: one may ask at once what the other asks one by one. */
export function conditionsApart(
  base: readonly Expr[],
  head: readonly Expr[],
  sides: { readonly base: SqlSide; readonly head: SqlSide },
): Apart<Expr> {
  const { gone, come } = apart(base, head, { base: sides.base.text, head: sides.head.text });
  if (gone.length === 0 || come.length === 0) return { gone, come };
  const [before, after] = [
    { all: base, side: sides.base },
    { all: head, side: sides.head },
  ];
  const same = new Set([
    ...gone.flatMap((one) => sameIn(one, before.side, after)),
    ...come.flatMap((one) => sameIn(one, after.side, before)),
  ]);
  return { gone: gone.filter((each) => !same.has(each)), come: come.filter((each) => !same.has(each)) };
}

/** A condition with those of the other side that together ask the same; none where they do not. */
function sameIn(one: Expr, { conditions }: SqlSide, { all, side }: Conditions): readonly Expr[] {
  if (isRandom(one)) return [];
  const asked = new Set(conditions(one));
  const others = all.filter((each) => side.conditions(each).every((text) => asked.has(text)));
  const answered = new Set(others.flatMap(side.conditions));
  return answered.size === asked.size ? [one, ...others] : [];
}
