import { lineOf } from "../expr.ts";
import type { ScopeFacts } from "../facts.ts";
import type { Expr } from "../query.ts";
import { conditionsApart } from "./conditions.ts";
import { edit, type SqlEdit, type SqlEditKind } from "./edit.ts";
import { apart } from "./match-lists.ts";
import { isSameDistinct } from "./same-distinct.ts";
import type { SqlSide } from "./side.ts";
import { tellApart, type Telling } from "./tell-apart.ts";
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
    ...(isSameDistinct(pair) ? [] : [...compareGrouping(pair), ...compareDistinct(pair)]),
    ...compareLimits(pair),
    ...compareSets(pair),
  ];
}

const CONDITIONS = { filter: "filters", having: "having", qualify: "qualify" } as const;

function compareConditions(kind: keyof typeof CONDITIONS, pair: ScopePair): readonly SqlEdit[] {
  const { base, head, sides } = pair;
  const key = CONDITIONS[kind];
  const { gone, come } = conditionsApart(base[key], head[key], sides);
  const changed = Math.max(gone.length, come.length);
  return Array.from({ length: changed }, (_item, index) => {
    const [before, after] = [gone[index] ?? null, come[index] ?? null];
    return edit(conditionKind(kind, before, { after, sides }), head.path, {
      ...tellApart(conditionIn(before), conditionIn(after), pair),
      line: after === null ? (before === null ? null : lineOf(before)) : lineOf(after),
    });
  });
}

function conditionIn(condition: Expr | null): Telling {
  return ({ exprs }) => (condition === null ? null : exprs([condition]));
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

function compareGrouping(pair: ScopePair): readonly SqlEdit[] {
  const { base, head, sides } = pair;
  const { gone, come } = apart(base.grouping ?? [], head.grouping ?? [], {
    base: sides.base.text,
    head: sides.head.text,
  });
  const grouped = (base.grouping === null) === (head.grouping === null);
  if ((grouped && gone.length + come.length === 0) || isExplained({ gone, come }, pair)) return [];
  const line = [...come, ...gone].map(lineOf).find((found) => found !== null) ?? head.line;
  return [
    edit("grouping", head.path, {
      ...tellApart(groupingIn(base), groupingIn(head), pair),
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

function groupingIn({ grouping }: ScopeFacts): Telling {
  return ({ exprs }) => {
    if (grouping === null) return null;
    return grouping.length === 0 ? "all rows" : exprs(grouping);
  };
}

function compareDistinct(pair: ScopePair): readonly SqlEdit[] {
  const { base, head, sides } = pair;
  if (sameDistinct(base.distinct, head.distinct, sides)) {
    const picks = head.distinct !== null && head.distinct !== "all";
    return picks && orderText(base, sides.base) !== orderText(head, sides.head)
      ? [orderEdit("dedupe", pair)]
      : [];
  }
  return [
    edit("distinct", head.path, {
      ...tellApart(distinctIn(base), distinctIn(head), pair),
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

function distinctIn({ distinct }: ScopeFacts): Telling {
  return ({ exprs }) => {
    if (distinct === null) return null;
    return distinct === "all" ? "distinct" : `distinct on (${exprs(distinct)})`;
  };
}

/** Without a limit the order of rows means nothing. */
function compareLimits(pair: ScopePair): readonly SqlEdit[] {
  const { base, head, sides } = pair;
  const { gone, come } = apart(base.limits, head.limits, { base: sides.base.text, head: sides.head.text });
  if (gone.length + come.length === 0)
    return ordersLimited(pair) && !isOrderExplained(pair) ? [orderEdit("limit", pair)] : [];
  return [
    edit("limit", head.path, {
      ...tellApart(limitsIn(gone), limitsIn(come), pair),
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

function limitsIn(limits: readonly Expr[]): Telling {
  return ({ exprs }) => {
    if (limits.length === 0) return null;
    const texts = limits.map((limit) =>
      limit.type === "operation" ? `${limit.name} ${exprs(limit.operands.map(({ expr }) => expr))}` : "",
    );
    return texts.join(" ");
  };
}

function orderText({ order }: ScopeFacts, side: SqlSide): string {
  return order.map(side.text).join("\n");
}

function orderEdit(kind: SqlEditKind, pair: ScopePair): SqlEdit {
  const { base, head } = pair;
  const orderIn =
    ({ order }: ScopeFacts): Telling =>
    ({ exprs }) =>
      `order by ${exprs(order)}`;
  return edit(kind, head.path, {
    ...tellApart(orderIn(base), orderIn(head), pair),
    line: head.order.map(lineOf).find((line) => line !== null) ?? null,
  });
}

function compareSets(pair: ScopePair): readonly SqlEdit[] {
  const { base, head, sides } = pair;
  const [before, after] = [setText(base), setText(head)];
  const branches = apart(branchesOf(base, sides.base), branchesOf(head, sides.head), {
    base: String,
    head: String,
  });
  if (before === after && branches.gone.length + branches.come.length === 0) return [];
  const setIn =
    ({ set }: ScopeFacts, text: string | null): Telling =>
    ({ queries }) =>
      set === null || text === null || before !== after ? text : `${text} of ${queries(set.branches)}`;
  return [
    edit("set_operation", head.path, {
      ...tellApart(setIn(base, before), setIn(head, after), pair),
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
