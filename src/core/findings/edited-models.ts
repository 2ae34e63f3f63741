import type { RuleContext } from "../../rules/context.ts";
import { append } from "../append.ts";
import { renamedIds } from "../diff/renamed-ids.ts";
import { knownUniqueness } from "../guarantees/known-uniqueness.ts";
import type { UniqueId } from "../manifest/node.ts";
import type { Model, Snapshot } from "../manifest/project.ts";
import type { ColumnDifference } from "../sql/compare/compare-columns.ts";
import type { Comparison } from "../sql/compare/comparison.ts";
import type { SqlEdit } from "../sql/compare/edit.ts";
import { idleCasts } from "../sql/idle-casts.ts";
import { isDevelopmentOnly, isLimitInProduction, type RawCode } from "../sql/meaning/development-rows.ts";
import { meaningOf } from "../sql/meaning/edit-meaning.ts";
import { isEnvironment } from "../sql/meaning/environment.ts";
import { isBound, withoutIncremental } from "../sql/meaning/incremental-only.ts";
import type { DeclaredUniqueness } from "../sql/meaning/join-meaning.ts";
import { differenceOf, laidOver } from "../sql/meaning/laid-over.ts";
import type { SqlMeaning } from "../sql/meaning/sql-meaning.ts";
import { uniqueColumns } from "../sql/meaning/unique-columns.ts";
import type { UniqueSet, UniqueSets } from "../sql/meaning/unique-sets.ts";
import { rawLines, type RawLines } from "../sql/raw-lines.ts";
import { sqlTargets, type ComparedSql, type SqlTarget } from "../sql/sql-comparison.ts";

/** A model or snapshot whose SQL was read on both sides, with what differs. */
export interface ComparedModel {
  readonly target: SqlTarget;
  readonly head: Model | Snapshot;
  readonly compared: ComparedSql;
  readonly comparison: Comparison;
  readonly raw: RawCode;
  /** The line of the model's text that a line of its compiled or rendered SQL comes from. */
  readonly rawLine: RawLines;
  readonly edits: ReadonlyMap<SqlMeaning, readonly SqlEdit[]>;
}

// Twelve rules ask for the same.
const known = new WeakMap<RuleContext, readonly ComparedModel[]>();

/** Every model and snapshot whose SQL was compared, its edits by what they mean. */
export function comparedModels(context: RuleContext): readonly ComparedModel[] {
  const found = known.get(context) ?? findModels(context);
  known.set(context, found);
  return found;
}

function findModels(context: RuleContext): readonly ComparedModel[] {
  const targets = new Map(sqlTargets(context.changes).map((target) => [target.uniqueId, target]));
  const declared = declaredUniqueness(context);
  return context.sql.compared.flatMap((compared) => {
    const target = targets.get(compared.uniqueId);
    const comparison = laidOver(compared, context.artifacts.head.project.metadata.adapterType);
    if (target === undefined || comparison === null) return [];
    const raw = { base: target.base.rawCode, head: target.head.rawCode };
    const edits = new Map<SqlMeaning, SqlEdit[]>();
    const idle = idleCasts(target, { compared, comparison }, context.artifacts);
    const isIdle = (edit: SqlEdit): boolean => isElsewhere(edit, raw) || isOneOf(idle, edit, comparison);
    const told = compared.change.edits.filter((edit) => !isIdle(edit));
    for (const edit of told.flatMap((each) => ofEveryRun(each, raw))) {
      const isLimit = ROWS.has(edit.kind) && isLimitInProduction(edit, raw);
      append(edits, isLimit ? "limit" : meaningOf(edit, comparison, declared), edit);
    }
    const rawLine = rawLines(compared.rendered ?? target.head.compiledCode ?? "", target.head.rawCode ?? "");
    return [{ target, head: target.head, compared, comparison, raw, rawLine, edits }];
  });
}

/** An edit without what incremental runs alone compile; nothing where that is all. */
function ofEveryRun(edit: SqlEdit, raw: RawCode): readonly SqlEdit[] {
  if (isBound(edit, raw)) return [];
  const own = ROWS.has(edit.kind) ? withoutIncremental(edit, raw) : edit;
  return own === null ? [] : [own];
}

/** Whether an edit is about one of these differences. */
function isOneOf(differences: ReadonlySet<ColumnDifference>, edit: SqlEdit, comparison: Comparison): boolean {
  const difference = differences.size === 0 ? null : differenceOf(edit, comparison);
  return difference !== null && differences.has(difference);
}

const ROWS: ReadonlySet<SqlEdit["kind"]> = new Set(["filter", "having", "qualify", "limit"]);

/** Whether an edit shows another environment, and nothing that the author changed. */
function isElsewhere(edit: SqlEdit, raw: RawCode): boolean {
  if (edit.kind === "source") return isEnvironment(edit, raw);
  return ROWS.has(edit.kind) && isDevelopmentOnly(edit, raw);
}

/** What is unique by tests, constraints and keys, and in head by the SQL of models that was read. */
export function declaredUniqueness({ artifacts, changes, graphs, sql }: RuleContext): DeclaredUniqueness {
  const readings = new Map(sql.compared.map(({ uniqueId, head }) => [uniqueId, head]));
  const cameFrom = new Map([...renamedIds(changes)].map(([from, to]) => [to, from]));
  const asked = new Map<UniqueId, readonly UniqueSet[]>();
  const head: UniqueSets = (id) => {
    const found = asked.get(id);
    if (found !== undefined) return found;
    asked.set(id, []);
    const reading = readings.get(id);
    const sets = [
      ...originsIn(id, knownUniqueness(id, artifacts.head.project, graphs.head)),
      ...(reading?.state === "read" ? originsIn(id, uniqueColumns(reading.facts, head)) : []),
    ];
    asked.set(id, sets);
    return sets;
  };
  const base: UniqueSets = (id) =>
    originsIn(id, knownUniqueness(cameFrom.get(id) ?? id, artifacts.base.project, graphs.base));
  return { base, head };
}

function originsIn(id: UniqueId, sets: readonly ReadonlySet<string>[]): readonly UniqueSet[] {
  return sets.map((columns) => new Set([...columns].map((column) => `${id}.${column}`.toLowerCase())));
}
