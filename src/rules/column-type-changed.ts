import type { Surviving } from "../core/diff/change.ts";
import { columnCause } from "../core/findings/cause.ts";
import { beforeAfter } from "../core/findings/evidence.ts";
import { allReaders } from "../core/lineage/readers.ts";
import { groupBy, type Group } from "../core/group-by.ts";
import { isOneAdapter, namesOf } from "../core/manifest/artifacts.ts";
import type { UniqueId } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import { castChanges } from "../core/sql/cast-types.ts";
import type { SqlTarget } from "../core/sql/sql-comparison.ts";
import { compareTypes, isNarrower } from "../core/types/compare-types.ts";
import { describeDifference, type TypeDifference } from "../core/types/type-difference.ts";
import { survivingTables, type RuleContext, type Table } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

/** Types by catalog, declaration and cast; contracted columns are the business of contract-column-type-changed. */
export const columnTypeChanged: Rule = {
  id: "column-type-changed",
  category: "contract",
  severity: "warning",
  certainty: "structural",
  summary:
    "The type of a column that others use, by declaration, catalog or cast, became narrower or of another kind; the same change of four objects or more is one finding. A wider type is a note, and so is a cast where the other type is not known. Aliases, letter case and larger sizes are silent.",
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
    cast: {
      title: "{columns} of `{model}` {is} cast in another way",
      why: "What type the value had without the cast is not known: readers that compare, join or store it may depend on it ({casts}).",
      fix: "Check the joins, filters and casts of {users}.",
    },
    alike: {
      title: "The type of {columns} changed in the same way in {count} objects",
      why: "One change reaches all of them ({difference}): {names}. Joins, filters and casts on these columns may fail or compare otherwise.",
      fix: "Look at the first of them and cast back there if it is not meant; else check what reads {names}.",
    },
  },
  check(context) {
    const found = survivingTables(context).flatMap((change) => findingOf(context, change));
    const groups = groupBy(found, ({ severity, evidence }) =>
      JSON.stringify([
        severity,
        evidence.map(({ column, before, after }) => [column?.toLowerCase(), before, after]),
      ]),
    );
    return [...groups.values()].flatMap((group) =>
      group.length < MANY ? group : [allAlike(context, group)],
    );
  },
};

/** From this many objects on, the same change is one finding: a column and all that pass it on. */
const MANY = 4;

function allAlike(context: RuleContext, group: Group<Found>): Found {
  const [{ subject, facts, severity, evidence }] = group;
  const ids = group.map((each) => each.subject.uniqueId);
  const [, ...others] = ids;
  return {
    subject,
    facts: {
      columns: evidence.flatMap(({ column }) => column ?? []),
      count: ids.length,
      names: namesOf(context.artifacts, ids),
      difference: facts["difference"] ?? facts["casts"] ?? "",
    },
    variant: "alike",
    ...(severity !== undefined && { severity }),
    evidence: group.flatMap((each) => each.evidence),
    affected: [...new Set([...others, ...group.flatMap(({ affected }) => affected ?? [])])],
  };
}

type Changed = Surviving<Table>;

interface Retyped {
  readonly name: string;
  /** Null where no type is known. */
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: TypeDifference;
}

function findingOf(context: RuleContext, change: Changed): readonly Found[] {
  const users = allReaders(context.graphs.head, [change.uniqueId]);
  if (users.length === 0 || isContracted(change)) return [];
  const retyped = retypedColumns(context, change);
  const risky = retyped.filter(({ difference }) => isRisky(difference));
  const told = risky.length > 0 ? risky : retyped.filter(({ difference }) => difference.kind === "widened");
  const [first] = told;
  if (first === undefined) return castFinding(change, retyped, { context, users });
  const single = told.length === 1;
  return [
    {
      subject: { uniqueId: change.uniqueId, ...(single ? { column: first.name } : {}) },
      facts: {
        model: change.head.name,
        column: first.name,
        columns: told.map(({ name }) => name),
        before: first.before ?? "",
        after: first.after ?? "",
        difference: [...new Set(told.map(({ difference }) => describeDifference(difference)))].join(", "),
        users: namesOf(context.artifacts, users),
      },
      ...gradeOf(risky.length > 0, single),
      ...(single && risky.length > 0 && { cause: columnCause(change.base.uniqueId, first.name) }),
      evidence: told.map((column) => evidenceOf(change.uniqueId, column)),
      affected: users,
    },
  ];
}

interface Around {
  readonly context: RuleContext;
  readonly users: readonly UniqueId[];
}

/** Casts that came or went where the type without them is not known. */
function castFinding(
  { uniqueId, head }: Changed,
  retyped: readonly Retyped[],
  { context, users }: Around,
): readonly Found[] {
  const casts = retyped.filter(({ difference }) => difference.kind === "declared");
  const [first, ...others] = casts;
  if (first === undefined) return [];
  return [
    {
      subject: { uniqueId, ...(others.length === 0 ? { column: first.name } : {}) },
      facts: {
        model: head.name,
        columns: casts.map(({ name }) => name),
        is: others.length === 0 ? "is" : "are",
        casts: [...new Set(casts.map(castWords))].join(", "),
        users: namesOf(context.artifacts, users),
      },
      variant: "cast",
      severity: "note",
      evidence: casts.map((column) => evidenceOf(uniqueId, column)),
      affected: users,
    },
  ];
}

function castWords({ before, after }: Retyped): string {
  return after === null ? `no longer to ${before ?? "a type"}` : `now to ${after}`;
}

function gradeOf(isRisky: boolean, single: boolean): Partial<Found> {
  if (!isRisky) return { variant: "wider", severity: "note" };
  return single ? {} : { variant: "several" };
}

function isContracted({ base, head }: Changed): boolean {
  return base.resourceType === "model" && head.resourceType === "model" && base.contract.enforced;
}

function retypedColumns(context: RuleContext, change: Changed): readonly Retyped[] {
  const { adapter } = context;
  // Without a contract a declared type is documentation: it counts only together with another SQL text.
  const rewritten = change.edits.some(({ part }) => part === "body");
  const told = change.columns.flatMap(({ kind, name, from, to, certainty }) => {
    if (kind !== "type_changed" || from === undefined || to === undefined) return [];
    if (certainty !== "proven" && !rewritten) return [];
    return [{ name, before: from, after: to, difference: compareTypes(from, to, adapter) }];
  });
  const casts = castsOf(context, change);
  const cast = new Set(casts.map(({ name }) => name));
  return [...told.filter(({ name }) => !cast.has(name)), ...casts];
}

function castsOf(context: RuleContext, change: Changed): readonly Retyped[] {
  const compared = context.sql.compared.find(({ uniqueId }) => uniqueId === change.uniqueId);
  if (compared === undefined || !isSqlTarget(change) || !isOneAdapter(context.artifacts)) return [];
  const proven = new Set(
    change.columns.filter(({ certainty }) => certainty === "proven").map(({ name }) => name),
  );
  return castChanges(change, compared, context.artifacts).flatMap(({ name, before, after, only }) => {
    if (proven.has(name)) return [];
    const difference = compareTypes(before, after, context.adapter);
    return difference.kind === "declared" && !only ? [] : [{ name, before, after, difference }];
  });
}

function isSqlTarget(change: Changed): change is SqlTarget {
  return change.resourceType === "model" || change.resourceType === "snapshot";
}

/** Text types of one length differ in name only; whether a type that is not known is narrower nobody can say. */
function isRisky(difference: TypeDifference): boolean {
  if (difference.kind === "retyped") return difference.family === "number";
  return difference.kind === "family changed" || isNarrower(difference);
}

function evidenceOf(uniqueId: UniqueId, { name, before, after, difference }: Retyped): Evidence {
  const text = describeDifference(difference);
  return { kind: "column", uniqueId, column: name, ...beforeAfter(before, after), text };
}
