import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";

/** Every expression of a scope but those of its columns; `rows` leaves out those that only order them. */
export function clausesOf(scope: ScopeFacts, which: "all" | "rows" = "all"): readonly Expr[] {
  return [
    ...scope.inputs.flatMap(({ call, join, modifiers }) => [
      ...(call === null ? [] : [call]),
      ...(join?.on ?? []),
      ...modifiers.map(({ expr }) => expr),
    ]),
    ...scope.filters,
    ...scope.having,
    ...scope.qualify,
    ...(scope.grouping ?? []),
    ...(scope.distinct === null || scope.distinct === "all" ? [] : scope.distinct),
    ...scope.limits,
    ...(which === "all" || scope.limits.length > 0 ? scope.order : []),
  ];
}
