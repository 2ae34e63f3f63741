import { goneColumn } from "../core/diff/gone-column.ts";
import type { Surviving } from "../core/diff/change.ts";
import { columnCause } from "../core/findings/cause.ts";
import type { ColumnReference } from "../core/lineage/column-reference.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { ColumnChange } from "../core/report.ts";
import { survivingTables, type RuleContext, type Table } from "./context.ts";
import type { Found, Rule, Words } from "./rule.ts";

const WORDS: Words = {
  title: "`{model}.{column}` is gone, but still named by {places}",
  why: "The old name stands in {users}. Tests and unit tests over it fail, constraints on it cannot be created, and metrics over it return an error.",
  fix: "Bring `{column}` back, or take it out of these places too.",
};
const RENAMED: Words = {
  ...WORDS,
  title: "`{model}.{column}` is now `{newName}`, but the old name stays in {places}",
  fix: "Write `{newName}` in these places, or keep `{column}` beside it until everybody has moved.",
};

/** What names the column outside SQL; consumers by SQL are not looked at here. */
export const columnRemovedStillReferenced: Rule = {
  id: "column-removed-still-referenced",
  category: "contract",
  severity: "error",
  certainty: "proven",
  summary:
    "A column is gone and a test, constraint, unit test, semantic model or metric of head still names it. An error where a contract or catalogs prove that it is gone, else a warning.",
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
  const { project } = context.artifacts.head;
  const scope = { project, graph: context.graphs.head };
  const { uniqueId, head } = change;
  const { kind, name, certainty } = gone;
  const references = columnReferences(scope, head, column);
  if (references.length === 0) return [];
  const proven = certainty === "proven";
  return [
    {
      subject: { uniqueId, column },
      facts: {
        model: head.name,
        column,
        newName: name,
        users: textsOf(references),
        places: countOf(references),
      },
      ...(kind === "renamed" ? { variant: "renamed" } : {}),
      ...(proven ? {} : { severity: "warning", certainty: "structural" }),
      evidence: [
        { kind: "column", uniqueId, column, ...(kind === "renamed" ? { after: name } : {}) },
        ...references.map((reference) => ({ ...reference, column })),
      ],
      affected: hitBy(context, references, uniqueId),
      cause: columnCause(change.base.uniqueId, column),
    },
  ];
}

/** The names of tests, elements, metrics and constraint types, each once. */
function textsOf(references: readonly ColumnReference[]): readonly string[] {
  return [...new Set(references.map(({ text }) => text))];
}

/** `2 tests and 1 measure`; of more than two kinds only how many places. */
function countOf(references: readonly ColumnReference[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of references) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size > 2) return `${references.length} places`;
  return [...counts]
    .map(([kind, count]) => {
      const noun = kind.replace("_", " ");
      const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
      return `${count} ${count === 1 ? noun : plural}`;
    })
    .join(" and ");
}

/** What names the column, then the metrics and saved queries that stand on those elements. */
function hitBy(
  { graphs }: RuleContext,
  references: readonly ColumnReference[],
  of: UniqueId,
): readonly UniqueId[] {
  const named = references.map((reference) => reference.uniqueId).filter((id) => id !== of);
  const semantic = references.filter(({ kind }) => SEMANTIC.has(kind)).map(({ uniqueId }) => uniqueId);
  const reached = graphs.head.downstreamIds(semantic);
  return [...new Set([...named, ...reached])];
}

const SEMANTIC: ReadonlySet<ColumnReference["kind"]> = new Set(["entity", "dimension", "measure", "metric"]);
