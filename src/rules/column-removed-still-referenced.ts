import type { Surviving } from "../core/diff/change.ts";
import { columnCause } from "../core/findings/cause.ts";
import type { ColumnReference } from "../core/lineage/column-reference.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { ColumnChange } from "../core/report.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule, Words } from "./rule.ts";

const WORDS: Words = {
  title: "`{model}.{column}` is gone, but {users} still name it",
  why: "They look for a column that is no longer there: tests and unit tests fail, constraints cannot be created, and metrics over it return an error.",
  fix: "Bring `{column}` back, or take it out of these places too.",
};
const RENAMED: Words = {
  ...WORDS,
  title: "`{model}.{column}` is now `{newName}`, but {users} still use the old name",
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
    TYPES.flatMap((type) => survivingOf(context, type)).flatMap((change) =>
      change.columns.flatMap((column) => findingOf(context, change, column)),
    ),
};

const TYPES = ["model", "seed", "snapshot", "source"] as const;

function findingOf(
  context: RuleContext,
  change: Surviving<(typeof TYPES)[number]>,
  { kind, name, from, certainty }: ColumnChange,
): readonly Found[] {
  if (kind !== "removed" && kind !== "renamed") return [];
  const { project } = context.artifacts.head;
  const scope = { project, graph: context.graphs.head };
  const { uniqueId, head } = change;
  const column = kind === "renamed" ? (from ?? name) : name;
  const references = columnReferences(scope, head, column);
  if (references.length === 0) return [];
  const proven = certainty === "proven";
  return [
    {
      subject: { uniqueId, column },
      facts: { model: head.name, column, newName: name, users: namesOf(references) },
      ...(kind === "renamed" ? { variant: "renamed" } : {}),
      ...(proven ? {} : { severity: "warning", certainty: "structural" }),
      evidence: [
        { kind: "column", uniqueId, column, ...(kind === "renamed" ? { after: name } : {}) },
        ...references.map((reference) => ({ ...reference, column })),
      ],
      affected: hitBy(context, references, uniqueId),
      cause: columnCause(uniqueId, column),
    },
  ];
}

/** The names of tests, elements, metrics and constraint types, each once. */
function namesOf(references: readonly ColumnReference[]): readonly string[] {
  return [...new Set(references.map(({ text }) => text))];
}

/** What names the column, then the metrics and saved queries that stand on those elements. */
function hitBy(
  { graphs }: RuleContext,
  references: readonly ColumnReference[],
  of: UniqueId,
): readonly UniqueId[] {
  const named = references.map((reference) => reference.uniqueId).filter((id) => id !== of);
  const semantic = references.filter(({ kind }) => SEMANTIC.has(kind)).map(({ uniqueId }) => uniqueId);
  const reached = graphs.head.downstream(semantic).map(({ uniqueId }) => uniqueId);
  return [...new Set([...named, ...reached])];
}

const SEMANTIC: ReadonlySet<ColumnReference["kind"]> = new Set(["entity", "dimension", "measure", "metric"]);
