import type { Surviving } from "../core/diff/change.ts";
import { distantNamersOf, namersOf, type Namers } from "../core/columns/namers.ts";
import { reachFrom } from "../core/columns/reach.ts";
import { goneColumn } from "../core/diff/gone-column.ts";
import { columnCause } from "../core/findings/cause.ts";
import type { ColumnReference } from "../core/lineage/column-reference.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { ColumnChange, Evidence } from "../core/report.ts";
import { inHead, survivingTables, type RuleContext, type Table } from "./context.ts";
import type { Found, Rule, Words } from "./rule.ts";

const WORDS: Words = {
  title: "`{model}.{column}` is gone, but still named by {places}",
  why: "The old name stands in {users}. Models that select it cannot be built, tests over it fail, constraints on it cannot be created, and metrics over it return an error.",
  fix: "Bring `{column}` back, or take it out of these places too.",
};
const RENAMED: Words = {
  ...WORDS,
  title: "`{model}.{column}` is now `{newName}`, but the old name stays in {places}",
  fix: "Write `{newName}` in these places, or keep `{column}` beside it until everybody has moved.",
};

/** What names the column, by SQL that spells it out or outside SQL. */
export const columnRemovedStillReferenced: Rule = {
  id: "column-removed-still-referenced",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A column is gone and a test, constraint, unit test, semantic model, metric or the SQL of another model still names it. An error where a contract, catalogs or compiled SQL prove that it is gone and the name is spelled out, else a warning: a star passes the name on, or nobody could tell whose name it is.",
  words: WORDS,
  variants: { renamed: RENAMED },
  check: (context) =>
    survivingTables(context).flatMap((change) =>
      change.columns.flatMap((column) => findingOf(context, change, column)),
    ),
};

function findingOf(context: RuleContext, change: Surviving<Table>, gone: ColumnChange): readonly Found[] {
  const column = goneColumn(gone);
  if (column === undefined) return [];
  const { uniqueId, head } = change;
  const scope = { project: context.artifacts.head.project, graph: context.graphs.head };
  const near = namersOf(scope, context.columns, { node: head, column });
  const far = distantNamersOf(scope, context.columns, { node: head, column });
  const references = [...near.references, ...far.references];
  const readers = [...new Set([...near.readers, ...far.readers].map((reader) => reader.uniqueId))];
  if (references.length + readers.length === 0) return [];
  const { kind, name, certainty } = gone;
  const isProven = certainty === "proven" && isSure(near);
  return [
    {
      subject: { uniqueId, column },
      facts: {
        model: head.name,
        column,
        newName: name,
        users: [...new Set([...textsOf(references), ...namesOf(context.artifacts, readers)])],
        places: countOf([...readers.map((id) => typeOf(context, id)), ...references.map(({ kind }) => kind)]),
      },
      ...(kind === "renamed" ? { variant: "renamed" } : {}),
      ...(isProven ? {} : { severity: "warning", certainty: "structural" }),
      evidence: [
        { kind: "column", uniqueId, column, ...(kind === "renamed" ? { after: name } : {}) },
        ...readers.map((id) => readerEvidence(context, id, column)),
        ...references.map((reference) => ({ ...reference, column })),
      ],
      affected: hitBy(context, { of: uniqueId, column }, [
        ...references.map((reference) => reference.uniqueId),
        ...readers,
      ]),
      cause: columnCause(change.base.uniqueId, column),
    },
  ];
}

function isSure({ references, readers }: Namers): boolean {
  // The words of a hook are searched and not parsed: one may be the name of something else.
  return references.some(({ kind }) => kind !== "hook") || readers.some((reader) => reader.isSure);
}

function readerEvidence(context: RuleContext, id: UniqueId, column: string): Evidence {
  const node = inHead(context, id);
  const path = node === undefined || node.path === "" ? {} : { path: node.path };
  return { kind: typeOf(context, id), uniqueId: id, column, ...path, text: node?.name ?? id };
}

function typeOf(context: RuleContext, id: UniqueId): string {
  return inHead(context, id)?.resourceType ?? "model";
}

/** The names of tests, elements, metrics and constraint types, each once. */
function textsOf(references: readonly ColumnReference[]): readonly string[] {
  return [...new Set(references.map(({ text }) => text))];
}

/** `2 models and 1 measure`; of more than two kinds only how many places. */
function countOf(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size > 2) return `${kinds.length} places`;
  return [...counts]
    .map(([kind, count]) => {
      const noun = kind.replace("_", " ");
      return `${count} ${count === 1 ? noun : pluralOf(noun)}`;
    })
    .join(" and ");
}

function pluralOf(noun: string): string {
  if (noun === "analysis") return "analyses";
  return noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** What names the column, then everything that is computed from it or stands on those elements. */
function hitBy(
  { graphs, columns }: RuleContext,
  { of, column }: { readonly of: UniqueId; readonly column: string },
  named: readonly UniqueId[],
): readonly UniqueId[] {
  const starts = columns.starts.filter(
    (start) => start.uniqueId === of && start.column === column.toLowerCase(),
  );
  const semantic = named.filter((id) => id.startsWith("semantic_model.") || id.startsWith("metric."));
  const computed = reachFrom(columns, starts).map(({ end }) => end.uniqueId);
  const hit = new Set([...named, ...computed, ...graphs.head.downstreamIds(semantic)]);
  hit.delete(of);
  return [...hit];
}
