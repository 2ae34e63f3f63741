import type { Surviving } from "../core/diff/change.ts";
import { goneColumn } from "../core/diff/gone-column.ts";
import { staleFilterWords, staleWords } from "../core/documentation/stale-words.ts";
import { isBlank } from "../core/documentation/undescribed.ts";
import { columnCause } from "../core/findings/cause.ts";
import { columnReferences } from "../core/lineage/column-references.ts";
import { columnsOf, declaredColumn } from "../core/manifest/declared-column.ts";
import type { Evidence } from "../core/report.ts";
import type { StatementFacts } from "../core/sql/facts.ts";
import { survivingOf, type RuleContext } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Described = Surviving<"model"> | Surviving<"snapshot">;

export const descriptionStale: Rule = {
  id: "description-stale",
  category: "docs",
  severity: "note",
  certainty: "structural",
  summary:
    "A documented column is no longer produced by the SQL; or the SQL changed while a description that was not touched still names what it no longer does: a literal, a column, a unit, an aggregate, a filter's value.",
  words: {
    title: "The description of {parts} of `{name}` still says {words}",
    why: "The SQL changed and no longer does this; who reads the documentation is told the old meaning.",
    fix: "Rewrite the description so that it says what the SQL does now.",
  },
  variants: {
    model: {
      title: "The description of `{name}` still says {words}",
      why: "No filter of its SQL names this any more; who reads the documentation is told the old meaning.",
      fix: "Rewrite the description so that it says what the SQL does now.",
    },
    gone: {
      title: "`{name}` documents {columns}, which its SQL no longer makes",
      why: "The documentation promises what the next build will not hold.",
      fix: "Take the documentation out of the YAML too, or write it under the new name.",
    },
  },
  check(context) {
    const changes = [...survivingOf(context, "model"), ...survivingOf(context, "snapshot")];
    return changes.flatMap((change) => [...findGone(context, change), ...findStale(context, change)]);
  },
};

/**
 * A column that a test or the semantic layer still names is told on its own, so that the finding on these takes its
 * documentation in; all others together.
 */
function findGone(context: RuleContext, change: Described): readonly Found[] {
  const { project } = context.artifacts.head;
  const scope = { project, graph: context.graphs.head };
  const gone = goneNames(change).filter(
    (name) => (declaredColumn(change.head, name)?.description ?? "").trim() !== "",
  );
  const isNamed = (name: string): boolean => columnReferences(scope, change.head, name).length > 0;
  const others = gone.filter((name) => !isNamed(name));
  return [
    ...gone.filter(isNamed).map((name) => goneFinding(change, [name])),
    ...(others.length === 0 ? [] : [goneFinding(change, others)]),
  ];
}

function goneNames({ columns }: Described): readonly string[] {
  return columns.flatMap((column) => goneColumn(column) ?? []);
}

function goneFinding({ uniqueId, base, head }: Described, gone: readonly string[]): Found {
  const [only, ...others] = gone;
  const isOne = only !== undefined && others.length === 0;
  return {
    subject: { uniqueId, ...(isOne && { column: only }) },
    ...(isOne && { cause: columnCause(base.uniqueId, only) }),
    facts: { name: head.name, columns: gone },
    evidence: gone.map((column) => ({ kind: "description", uniqueId, column, path: head.path })),
    variant: "gone",
    key: "gone",
  };
}

interface Facts {
  readonly base: StatementFacts;
  readonly head: StatementFacts;
}

function findStale(context: RuleContext, change: Described): readonly Found[] {
  const facts = factsOf(context, change);
  if (facts === null) return [];
  const stale = change.columns.flatMap(({ name, kind }) =>
    kind === "redefined" || kind === "type_changed" ? staleColumn(change, name, facts) : [],
  );
  const told = [...stale, ...staleFilters(change, facts)];
  const [first] = told;
  if (first === undefined) return [];
  const columns = told.flatMap(({ column }) => column ?? []);
  const [only, ...others] = columns;
  const { uniqueId, head } = change;
  return [
    {
      subject: { uniqueId, ...(only !== undefined && others.length === 0 && { column: only }) },
      facts: { name: head.name, parts: columns, words: [...new Set(told.flatMap(({ words }) => words))] },
      evidence: told.map((each) => evidenceOf(change, each)),
      ...(columns.length === 0 && { variant: "model" }),
    },
  ];
}

function factsOf(context: RuleContext, { uniqueId }: Described): Facts | null {
  const compared = context.sql.compared.find((each) => each.uniqueId === uniqueId);
  if (compared?.base.state !== "read" || compared.head.state !== "read") return null;
  return { base: compared.base.facts, head: compared.head.facts };
}

/** A description that says what is no longer so; of the model itself where there is no column. */
interface Stale {
  readonly column?: string;
  readonly description: string;
  readonly words: readonly string[];
}

function staleColumn(change: Described, name: string, facts: Facts): readonly Stale[] {
  const description = untouched(
    declaredColumn(change.base, name)?.description,
    declaredColumn(change.head, name)?.description,
  );
  if (description === null) return [];
  const words = staleWords(description, name, facts);
  return words.length === 0 ? [] : [{ column: name, description, words }];
}

/** A filter is of all rows: the model's own description may name it, and so may that of any column. */
function staleFilters(change: Described, facts: Facts): readonly Stale[] {
  const { base, head } = change;
  const gone = new Set(goneNames(change).map((name) => name.toLowerCase()));
  const own = untouched(base.description, head.description);
  const words = own === null ? [] : staleFilterWords(own, facts);
  const columns = columnsOf(head).flatMap(({ name, description }): Stale[] => {
    if (gone.has(name.toLowerCase())) return [];
    const kept = untouched(declaredColumn(base, name)?.description, description);
    const said = kept === null ? [] : staleFilterWords(kept, facts);
    return kept === null || said.length === 0 ? [] : [{ column: name, description: kept, words: said }];
  });
  return own === null || words.length === 0 ? columns : [{ description: own, words }, ...columns];
}

function untouched(before: string | undefined, after: string | undefined): string | null {
  return before !== undefined && before === after && !isBlank(before) ? before : null;
}

const LONGEST = 200;

function evidenceOf({ uniqueId, head }: Described, { column, description, words }: Stale): Evidence {
  const short = description.length > LONGEST ? `${description.slice(0, LONGEST - 1)}…` : description;
  const place = column === undefined ? {} : { column };
  return {
    kind: "description",
    uniqueId,
    ...place,
    before: short,
    path: head.path,
    text: `no longer in the SQL: ${words.join(", ")}`,
  };
}
