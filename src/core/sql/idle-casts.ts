import { adapterTraits } from "../adapters.ts";
import type { Artifacts, Side } from "../manifest/artifacts.ts";
import { compareTypes, meansSameType } from "../types/compare-types.ts";
import { castChanges, castType, ownType, passedType } from "./cast-types.ts";
import type { ColumnDifference } from "./compare/compare-columns.ts";
import type { Comparison } from "./compare/comparison.ts";
import { mapChildren } from "./expr.ts";
import { madeBy } from "./making.ts";
import type { Expr } from "./query.ts";
import type { ComparedSql, SqlTarget } from "./sql-comparison.ts";

/**
 * The differences in which only casts are other ones that change no value: what they cast has that very type. A cast
 * below another one changes the value as well, and so does a failing one that becomes NULL.
 */
export function idleCasts(
  change: SqlTarget,
  { compared, comparison }: { readonly compared: ComparedSql; readonly comparison: Comparison },
  artifacts: Artifacts,
): ReadonlySet<ColumnDifference> {
  const adapter = adapterTraits(artifacts.head.project.metadata.adapterType);
  const isSame: Types["isSame"] = (one, other) =>
    one !== null && other !== null && meansSameType(compareTypes(one, other, adapter));
  const retyped = new Set(
    castChanges(change, compared, artifacts)
      .filter(({ before, after }) => !isSame(before, after))
      .map(({ name }) => name),
  );
  const { base, head } = comparison.sides;
  const idle = comparison.differences.filter((difference) => {
    const isResult = difference.path === comparison.root.head.path;
    if (isResult && retyped.has(difference.head.name.text)) return false;
    const known = isResult ? ownType(artifacts.base, change.base.uniqueId, difference.base.name.text) : null;
    const [was, is] = [madeBy(base.facts, difference.base), madeBy(head.facts, difference.head)];
    // A cast may have moved to where the column comes from, which then has its type in head alone.
    return [artifacts.base, artifacts.head].some((side) => {
      const [before, after] = [withoutIdle(was, { side, isSame }), withoutIdle(is, { side, isSame })];
      const text = base.text(before);
      if (text === head.text(after)) return true;
      return after.type === "cast" && isSame(castType(after), known) && text === head.text(after.operand);
    });
  });
  return new Set(idle);
}

interface Types {
  readonly side: Side;
  readonly isSame: (one: string | null, other: string | null) => boolean;
}

/** An expression without the casts of what is known to have that very type. */
function withoutIdle(expr: Expr, types: Types): Expr {
  const inner = mapChildren(expr, (child) => withoutIdle(child, types));
  if (inner.type !== "cast") return inner;
  const held = castType(inner.operand) ?? passedType(inner.operand, types.side);
  return types.isSame(held, castType(inner)) ? inner.operand : inner;
}
