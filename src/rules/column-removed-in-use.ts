import { distantNamersOf, namersOf } from "../core/columns/namers.ts";
import { reachFrom } from "../core/columns/reach.ts";
import type { Surviving } from "../core/diff/change.ts";
import { goneColumn } from "../core/diff/gone-column.ts";
import { displayName } from "../core/display-name.ts";
import { columnCause } from "../core/findings/cause.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Use } from "../core/usage/usage-log.ts";
import { queriesOf, useFacts } from "../core/findings/use-evidence.ts";
import { inHead, survivingTables, type RuleContext, type Table } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

const WHY =
  "Nothing in the project names it, but its model, or what a star passes on of it, is read by {users}; exposures do not say which columns they use.";

/** Columns that are gone and whose last readers stand outside the project. */
export const columnRemovedInUse: Rule = {
  id: "column-removed-in-use",
  category: "contract",
  severity: "warning",
  certainty: "structural",
  summary:
    "A column is gone that nothing in head names, and exposures reach it (they read its model, or one that a star passes it on to), or the query log shows queries that name it. One finding per model.",
  words: {
    title: "`{model}.{column}` is gone; {users} may show it",
    why: WHY,
    fix: "Ask the owners whether `{column}` is shown; keep it, or change both together.",
  },
  variants: {
    queried: {
      title: "`{model}.{column}` is gone; {use} named it",
      why: "Nothing in the project names it, but these queries do: {wide}. They fail, or read what the table held last.",
      fix: "Tell those who query it, and keep `{column}` until they have changed their queries.",
    },
    "several-queried": {
      title: "{count} columns of `{model}` are gone that queries named",
      why: "Nothing in the project names them, but queries do, most of all {columns}: {wide}. They fail, or read what the table held last.",
      fix: "Tell those who query them, and keep the columns until they have changed their queries.",
    },
    several: {
      title: "{count} columns of `{model}` are gone; {users} may show them",
      why: WHY,
      fix: "Ask the owners whether {columns} are shown; keep them, or change both together.",
    },
  },
  check: (context) => survivingTables(context).flatMap((change) => findingOf(context, change)),
};

interface Gone {
  readonly column: string;
  readonly users: readonly UniqueId[];
  readonly use: Use | null;
}

function findingOf(context: RuleContext, change: Surviving<Table>): readonly Found[] {
  const gone = change.columns.flatMap((column): readonly Gone[] => {
    const name = goneColumn(column);
    if (name === undefined || isContracted(change) || isNamed(context, change, name)) return [];
    const users = exposuresOf(context, change.uniqueId, name);
    const use = context.use.of(change.uniqueId, name);
    return users.length === 0 && use === null ? [] : [{ column: name, users, use }];
  });
  const [first] = gone.sort((left, right) => (right.use?.queries ?? 0) - (left.use?.queries ?? 0));
  if (first === undefined) return [];
  const { uniqueId, head, base } = change;
  const users = [...new Set(gone.flatMap((each) => each.users))];
  const single = gone.length === 1;
  return [
    {
      subject: { uniqueId, ...(single ? { column: first.column } : {}) },
      facts: {
        model: displayName(head),
        column: first.column,
        columns: gone.map(({ column }) => column),
        count: gone.length,
        users: namesOf(context.artifacts, users),
        ...useFacts(context, first.use),
      },
      ...(single && { cause: columnCause(base.uniqueId, first.column) }),
      ...variantOf(single, first.use),
      evidence: [
        ...gone.map(({ column }) => ({ kind: "column", uniqueId, column })),
        ...users.map((id) => ({ kind: "exposure", uniqueId: id, text: inHead(context, id)?.name ?? id })),
        ...queriesOf(
          context,
          uniqueId,
          gone.map(({ column }) => column),
        ),
      ],
      affected: users,
    },
  ];
}

function variantOf(single: boolean, use: Use | null): Pick<Found, "variant"> {
  if (use !== null) return { variant: single ? "queried" : "several-queried" };
  return single ? {} : { variant: "several" };
}

/** A column of an enforced contract is the business of contract-column-removed. */
function isContracted({ base }: Surviving<Table>): boolean {
  return base.resourceType === "model" && base.contract.enforced;
}

function isNamed(context: RuleContext, { head }: Surviving<Table>, column: string): boolean {
  const scope = { project: context.artifacts.head.project, graph: context.graphs.head };
  const at = { node: head, column };
  return [namersOf(scope, context.columns, at), distantNamersOf(scope, context.columns, at)].some(
    ({ references, readers }) => references.length + readers.length > 0,
  );
}

function exposuresOf(context: RuleContext, of: UniqueId, column: string): readonly UniqueId[] {
  const starts = context.columns.starts.filter(
    (start) => start.uniqueId === of && start.column === column.toLowerCase(),
  );
  const exposures = reachFrom(context.columns, starts)
    .filter(({ end, how }) => how === "value" && inHead(context, end.uniqueId)?.resourceType === "exposure")
    .map(({ end }) => end.uniqueId);
  return [...new Set(exposures)];
}
