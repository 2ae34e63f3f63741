import type { ColumnStart } from "../core/columns/column-graph.ts";
import { reachFrom, stepsOf, type ReachedEnd } from "../core/columns/reach.ts";
import { displayName } from "../core/display-name.ts";
import { groupBy, type Group } from "../core/group-by.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import { readersIn } from "../core/lineage/readers.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import { inBase, inHead, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const FIX =
  "Compare the numbers before and after, and tell the readers of {metrics} what changes, for past dates as well.";

/** Metrics whose own text stays and whose numbers move all the same. */
export const metricInputsChanged: Rule = {
  id: "metric-inputs-changed",
  category: "metric",
  severity: "warning",
  certainty: "structural",
  summary:
    "A metric's own text is unchanged, but a column that it is computed from is made in another way, or the rows that it counts are others. One finding per changed model, with the way to each metric; columns that are gone are told by other rules.",
  words: {
    title: "{metrics} will show other numbers: `{model}.{column}` is computed in another way",
    why: "The text of the metrics is unchanged, so nobody who reads them is told. The way: {way}.",
    fix: FIX,
  },
  variants: {
    several: {
      title: "{metrics} will show other numbers: {columns} of `{model}` are computed in another way",
      why: "The text of the metrics is unchanged, so nobody who reads them is told. The nearest way: {way}.",
      fix: FIX,
    },
    rows: {
      title: "{metrics} will show other numbers: `{model}` holds other rows",
      why: "The text of the metrics is unchanged, so nobody who reads them is told. The nearest way: {way}.",
      fix: FIX,
    },
  },
  check(context) {
    const starts = context.columns.starts.filter((start) => isInput(context, start));
    const reached = reachFrom(context.columns, starts).filter(({ end }) =>
      isOwnTextKept(context, end.uniqueId),
    );
    const nearest = [...groupBy(reached, ({ end }) => end.uniqueId).values()].map(strongest);
    return [...groupBy(nearest, ({ start }) => start.uniqueId).values()].map((group) =>
      findingOf(context, group),
    );
  },
};

/** New data in a seed is no new definition; what is gone, or retyped on paper, is told by others. */
function isInput(context: RuleContext, { uniqueId, change, column }: ColumnStart): boolean {
  if (inHead(context, uniqueId)?.resourceType === "seed") return false;
  if (change === "rows" || change === "redefined") return true;
  const compared = context.sql.compared.find((each) => each.uniqueId === uniqueId)?.change.columns ?? [];
  return (
    change === "type_changed" &&
    compared.some(({ name, kind }) => kind === "type_changed" && name.toLowerCase() === column)
  );
}

function isOwnTextKept(context: RuleContext, id: UniqueId): boolean {
  const [before, after] = [inBase(context, id), inHead(context, id)];
  if (before === undefined || after?.resourceType !== "metric") return false;
  const change = context.changes.find(({ uniqueId }) => uniqueId === id);
  return change === undefined || change.edits.every(({ part }) => part !== "definition" && part !== "filter");
}

/** A column says more than rows. */
function strongest(ends: Group<ReachedEnd>): ReachedEnd {
  return ends.find(({ how }) => how === "value") ?? ends[0];
}

function findingOf(context: RuleContext, ends: Group<ReachedEnd>): Found {
  const [{ start }] = ends;
  const metrics = [...new Set(ends.map(({ end }) => end.uniqueId))];
  const columns = [...new Set(ends.flatMap(({ start: { column } }) => column ?? []))].sort();
  const model = inHead(context, start.uniqueId);
  const [column = ""] = columns;
  const single = columns.length === 1 && ends.every((end) => end.start.column === column);
  return {
    subject: { uniqueId: start.uniqueId, ...(single ? { column } : {}) },
    facts: {
      metrics: namesOf(context.artifacts, metrics),
      model: model === undefined ? start.uniqueId : displayName(model),
      column,
      columns,
      way: wayTo(context, ends[0]),
    },
    ...(single ? {} : { variant: columns.length === 0 ? "rows" : "several" }),
    evidence: ends.map((end) => evidenceOf(context, end)),
    affected: [
      ...new Set([...metrics, ...readersIn(context.artifacts.head.project, context.graphs.head, metrics)]),
    ],
  };
}

function evidenceOf(context: RuleContext, end: ReachedEnd): Evidence {
  const { column } = end.start;
  return {
    kind: "metric",
    uniqueId: end.end.uniqueId,
    ...(column === null ? {} : { column }),
    text: wayTo(context, end),
  };
}

/** Every step by name: `stg_orders.amount, fct_orders.revenue, orders.revenue, aov`. */
function wayTo(context: RuleContext, end: ReachedEnd): string {
  return stepsOf(end)
    .map(({ end: { uniqueId, column } }) => {
      const node = inHead(context, uniqueId);
      const name = node === undefined ? uniqueId : displayName(node);
      return column === null ? name : `${name}.${column}`;
    })
    .join(" → ");
}
