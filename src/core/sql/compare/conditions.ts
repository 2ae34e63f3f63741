import type { Expr } from "../query.ts";
import { isRandom } from "./is-random.ts";
import { apart, type Apart } from "./match-lists.ts";
import type { SqlSide } from "./side.ts";

/** Conditions with the texts of those for which each asks at once. */
type Asked = ReadonlyMap<Expr, readonly string[]>;

/** The conditions, all of which must hold, that two sides have apart: one may ask at once what the other asks one by one. */
export function conditionsApart(
  base: readonly Expr[],
  head: readonly Expr[],
  sides: { readonly base: SqlSide; readonly head: SqlSide },
): Apart<Expr> {
  const { gone, come } = apart(base, head, { base: sides.base.text, head: sides.head.text });
  if (gone.length === 0 || come.length === 0) return { gone, come };
  const [before, after] = [askedIn(base, sides.base), askedIn(head, sides.head)];
  const same = new Set([
    ...gone.flatMap((one) => sameIn(one, before, after)),
    ...come.flatMap((one) => sameIn(one, after, before)),
  ]);
  return { gone: gone.filter((each) => !same.has(each)), come: come.filter((each) => !same.has(each)) };
}

function askedIn(all: readonly Expr[], { conditions }: SqlSide): Asked {
  return new Map(all.map((each) => [each, conditions(each)]));
}

/** A condition with those of the other side that together ask the same; none where they do not. */
function sameIn(one: Expr, own: Asked, other: Asked): readonly Expr[] {
  if (isRandom(one)) return [];
  const asked = new Set(own.get(one));
  const others = [...other].filter(([, texts]) => texts.every((text) => asked.has(text)));
  const answered = new Set(others.flatMap(([, texts]) => texts));
  return answered.size === asked.size ? [one, ...others.map(([each]) => each)] : [];
}
