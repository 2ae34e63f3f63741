import type { Surviving } from "../core/diff/change.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import { compareTypes, isNarrower } from "../core/types/compare-types.ts";
import { describeDifference, type TypeDifference } from "../core/types/type-difference.ts";
import { survivingTables, type RuleContext, type Table } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Declared and catalogued types; contracted columns are the business of contract-column-type-changed. */
export const columnTypeChanged: Rule = {
  id: "column-type-changed",
  category: "contract",
  severity: "warning",
  certainty: "structural",
  summary:
    "The declared or catalogued type of a column that others use became narrower or of another kind; a wider type is a note. Aliases, letter case and larger sizes are silent.",
  words: {
    title: "The type of `{model}.{column}` changed from `{before}` to `{after}`",
    why: "This is a change that readers notice ({difference}): values may be cut off, joins and filters on it may fail or compare otherwise.",
    fix: "Cast back to `{before}` if it is not meant; else check the joins, filters and casts of {users}.",
  },
  variants: {
    several: {
      title: "The types of {columns} of `{model}` changed",
      why: "These are changes that readers notice ({difference}): values may be cut off, joins and filters may fail or compare otherwise.",
      fix: "Cast back what is not meant; else check the joins, filters and casts of {users}.",
    },
    wider: {
      title: "The type of {columns} of `{model}` became wider",
      why: "Every old value still fits, but a reader that casts or stores it in the old type may not hold the new ones.",
      fix: "Check that {users} can hold the wider type.",
    },
  },
  check: (context) => survivingTables(context).flatMap((change) => findingOf(context, change)),
};

type Changed = Surviving<Table>;

interface Retyped {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly difference: TypeDifference;
}

function findingOf(context: RuleContext, change: Changed): readonly Found[] {
  const users = allReaders(context.graphs.head, [change.uniqueId]);
  if (users.length === 0 || isContracted(change)) return [];
  const retyped = retypedColumns(context, change);
  const risky = retyped.filter(({ difference }) => isRisky(difference));
  const told = risky.length > 0 ? risky : retyped.filter(({ difference }) => difference.kind === "widened");
  const [first] = told;
  if (first === undefined) return [];
  const single = told.length === 1;
  return [
    {
      subject: { uniqueId: change.uniqueId, ...(single ? { column: first.name } : {}) },
      facts: {
        model: change.head.name,
        column: first.name,
        columns: told.map(({ name }) => name),
        before: first.before,
        after: first.after,
        difference: [...new Set(told.map(({ difference }) => describeDifference(difference)))].join(", "),
        users: namesOf(context.artifacts, users),
      },
      ...gradeOf(risky.length > 0, single),
      evidence: told.map((column) => evidenceOf(change.uniqueId, column)),
      affected: users,
    },
  ];
}

function gradeOf(isRisky: boolean, single: boolean): Partial<Found> {
  if (!isRisky) return { variant: "wider", severity: "note" };
  return single ? {} : { variant: "several" };
}

function isContracted({ base, head }: Changed): boolean {
  return base.resourceType === "model" && head.resourceType === "model" && base.contract.enforced;
}

function retypedColumns({ adapter }: RuleContext, change: Changed): readonly Retyped[] {
  // Without a contract a declared type is documentation: it counts only together with another SQL text.
  const rewritten = change.edits.some(({ part }) => part === "body");
  return change.columns.flatMap(({ kind, name, from, to, certainty }) => {
    if (kind !== "type_changed" || from === undefined || to === undefined) return [];
    if (certainty !== "proven" && !rewritten) return [];
    return [{ name, before: from, after: to, difference: compareTypes(from, to, adapter) }];
  });
}

/** Text types of one length differ in name only; whether a type that is not known is narrower nobody can say. */
function isRisky(difference: TypeDifference): boolean {
  if (difference.kind === "retyped") return difference.family === "number";
  return difference.kind === "family changed" || isNarrower(difference);
}

function evidenceOf(uniqueId: UniqueId, { name, before, after, difference }: Retyped): Evidence {
  return { kind: "column", uniqueId, column: name, before, after, text: describeDifference(difference) };
}
