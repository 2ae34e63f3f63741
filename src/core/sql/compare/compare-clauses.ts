import { lineOf } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import { edit, type SqlEdit, type SqlEditKind } from "./edit.ts";
import { apart } from "./match-lists.ts";
import { printExpr, printExprs } from "./print.ts";
import type { SqlSide } from "./side.ts";
import { keepsByRank, withoutWindowOrder } from "./windows.ts";

/** Two scopes that are one, and the sides that they stand on. */
export interface ScopePair {
  readonly base: ScopeFacts;
  readonly head: ScopeFacts;
  readonly sides: { readonly base: SqlSide; readonly head: SqlSide };
}

/** What differs in the clauses that choose, group and limit rows. */
export function compareClauses(pair: ScopePair): readonly SqlEdit[] {
  return [
    ...compareConditions("filter", pair),
    ...compareConditions("having", pair),
    ...compareConditions("qualify", pair),
    ...compareGrouping(pair),
    ...compareDistinct(pair),
    ...compareLimits(pair),
    ...compareSets(pair),
  ];
}

const CONDITIONS = { filter: "filters", having: "having", qualify: "qualify" } as const;

function compareConditions(
  kind: keyof typeof CONDITIONS,
  { base, head, sides }: ScopePair,
): readonly SqlEdit[] {
  const key = CONDITIONS[kind];
  const { gone, come } = apart(base[key], head[key], { base: sides.base.text, head: sides.head.text });
  const changed = Math.max(gone.length, come.length);
  return Array.from({ length: changed }, (_item, index) => {
    const [before, after] = [gone[index] ?? null, come[index] ?? null];
    return edit(conditionKind(kind, before, { after, sides }), head.path, {
      before: before === null ? null : printExpr(before),
      after: after === null ? null : printExpr(after),
      line: after === null ? (before === null ? null : lineOf(before)) : lineOf(after),
    });
  });
}

function conditionKind(
  kind: SqlEditKind,
  before: Expr | null,
  { after, sides }: { readonly after: Expr | null; readonly sides: ScopePair["sides"] },
): SqlEditKind {
  const ranks =
    (before !== null && keepsByRank(before, sides.base)) ||
    (after !== null && keepsByRank(after, sides.head));
  if (!ranks) return kind;
  if (before === null || after === null) return "dedupe";
  const [left, right] = [
    sides.base.text(withoutWindowOrder(before)),
    sides.head.text(withoutWindowOrder(after)),
  ];
  return left === right ? "window_order" : "dedupe";
}

function compareGrouping({ base, head, sides }: ScopePair): readonly SqlEdit[] {
  const { gone, come } = apart(base.grouping ?? [], head.grouping ?? [], {
    base: sides.base.text,
    head: sides.head.text,
  });
  const grouped = (base.grouping === null) === (head.grouping === null);
  if ((grouped && gone.length + come.length === 0) || isExplained({ gone, come }, { base, head, sides }))
    return [];
  const line = [...come, ...gone].map(lineOf).find((found) => found !== null) ?? head.line;
  return [
    edit("grouping", head.path, {
      before: groupingText(base.grouping),
      after: groupingText(head.grouping),
      line,
    }),
  ];
}

/** A key that is a column whose type was changed: the column's own edit says so. */
function isExplained(
  { gone, come }: { readonly gone: readonly Expr[]; readonly come: readonly Expr[] },
  { base, head, sides }: ScopePair,
): boolean {
  if (gone.length === 0 || gone.length !== come.length) return false;
  return gone.every((key, index) => {
    const other = come[index];
    const column = base.columns.find(({ expr }) => sides.base.text(expr) === sides.base.text(key));
    const now = head.columns.find(({ name }) => name.key === column?.name.key);
    return other !== undefined && now !== undefined && sides.head.text(now.expr) === sides.head.text(other);
  });
}

function groupingText(grouping: ScopeFacts["grouping"]): string | null {
  if (grouping === null) return null;
  return grouping.length === 0 ? "all rows" : printExprs(grouping);
}

function compareDistinct({ base, head, sides }: ScopePair): readonly SqlEdit[] {
  if (sameDistinct(base.distinct, head.distinct, sides)) {
    const picks = head.distinct !== null && head.distinct !== "all";
    return picks && orderText(base, sides.base) !== orderText(head, sides.head)
      ? [orderEdit("dedupe", base, head)]
      : [];
  }
  return [
    edit("distinct", head.path, {
      before: distinctText(base.distinct),
      after: distinctText(head.distinct),
      line: head.columns[0]?.line ?? head.line,
    }),
  ];
}

function sameDistinct(
  left: ScopeFacts["distinct"],
  right: ScopeFacts["distinct"],
  sides: ScopePair["sides"],
): boolean {
  if (left === null || left === "all" || right === null || right === "all") return left === right;
  const { gone, come } = apart(left, right, { base: sides.base.text, head: sides.head.text });
  return gone.length + come.length === 0;
}

function distinctText(distinct: ScopeFacts["distinct"]): string | null {
  if (distinct === null) return null;
  return distinct === "all" ? "distinct" : `distinct on (${printExprs(distinct)})`;
}

/** Without a limit the order of rows means nothing. */
function compareLimits({ base, head, sides }: ScopePair): readonly SqlEdit[] {
  const { gone, come } = apart(base.limits, head.limits, { base: sides.base.text, head: sides.head.text });
  if (gone.length + come.length === 0) {
    const pair = { base, head, sides };
    return ordersLimited(pair) && !isOrderExplained(pair) ? [orderEdit("limit", base, head)] : [];
  }
  return [
    edit("limit", head.path, {
      before: limitText(gone),
      after: limitText(come),
      line: [...come, ...gone].map(lineOf).find((line) => line !== null) ?? null,
    }),
  ];
}

/** Whether a limit keeps other rows because they are ordered in another way. */
export function ordersLimited({ base, head, sides }: ScopePair): boolean {
  return head.limits.length > 0 && orderText(base, sides.base) !== orderText(head, sides.head);
}

/** Whether the keys differ only where they are columns that are made in another way: the columns' own edits say so. */
function isOrderExplained(pair: ScopePair): boolean {
  const { base, head, sides } = pair;
  return (
    base.order.length === head.order.length &&
    base.order.every((key, index) => {
      const other = head.order[index];
      if (other === undefined) return false;
      if (sides.base.text(key) === sides.head.text(other)) return true;
      const [was, now] = [sortedBy(key), sortedBy(other)];
      const same = sides.base.text(was.how) === sides.head.text(now.how);
      return same && isExplained({ gone: [was.by], come: [now.by] }, pair);
    })
  );
}

/** What a key of ORDER BY sorts by, and how. */
function sortedBy(key: Expr): { readonly by: Expr; readonly how: Expr } {
  const nothing: Expr = { type: "literal", kind: "word", value: "" };
  const by = key.type === "operation" ? key.operands.find(({ role }) => role === "this")?.expr : undefined;
  if (key.type !== "operation" || key.name !== "part" || by === undefined) return { by: key, how: nothing };
  return { by, how: { ...key, operands: key.operands.filter(({ role }) => role !== "this") } };
}

function limitText(limits: readonly Expr[]): string | null {
  if (limits.length === 0) return null;
  return limits
    .map((limit) =>
      limit.type === "operation" ? `${limit.name} ${printExprs(limit.operands.map(({ expr }) => expr))}` : "",
    )
    .join(" ");
}

function orderText({ order }: ScopeFacts, side: SqlSide): string {
  return order.map(side.text).join("\n");
}

function orderEdit(kind: SqlEditKind, base: ScopeFacts, head: ScopeFacts): SqlEdit {
  return edit(kind, head.path, {
    before: `order by ${printExprs(base.order)}`,
    after: `order by ${printExprs(head.order)}`,
    line: head.order.map(lineOf).find((line) => line !== null) ?? null,
  });
}

function compareSets({ base, head, sides }: ScopePair): readonly SqlEdit[] {
  const [before, after] = [setText(base), setText(head)];
  const branches = apart(branchesOf(base, sides.base), branchesOf(head, sides.head), {
    base: String,
    head: String,
  });
  if (before === after && branches.gone.length + branches.come.length === 0) return [];
  const counts = before === after;
  return [
    edit("set_operation", head.path, {
      before: before === null || !counts ? before : `${before} of ${base.set?.branches.length} queries`,
      after: after === null || !counts ? after : `${after} of ${head.set?.branches.length} queries`,
      line: head.line,
    }),
  ];
}

function setText({ set }: ScopeFacts): string | null {
  if (set === null) return null;
  return `${set.operator}${set.all ? " all" : ""}${set.byName ? " by name" : ""}`;
}

function branchesOf({ set }: ScopeFacts, side: SqlSide): readonly string[] {
  return (set?.branches ?? []).map((path) => side.source(`@${path}`));
}
