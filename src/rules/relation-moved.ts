import type { Edit, Surviving } from "../core/diff/change.ts";
import { groupBySameEdits, type SameEdits } from "../core/diff/same-edits.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { displayName } from "../core/display-name.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { allReaders, directReaders } from "../core/lineage/readers.ts";
import type { Relation, UniqueId } from "../core/manifest/node.ts";
import { survivingOf, type RuleContext, type Table } from "./context.ts";
import type { Found, Rule } from "./rule.ts";

type Moved = Surviving<Table>;

export const relationMoved: Rule = {
  id: "relation-moved",
  category: "lifecycle",
  severity: "warning",
  certainty: "proven",
  summary:
    "The database, schema or identifier of a model, seed, snapshot or source changed, also through an alias or `generate_schema_name`; another environment's names do not count. Objects that moved together are one finding.",
  words: {
    title: "The relation of `{name}` moves from `{before}` to `{after}`",
    why: "dbt follows by itself, but queries, dashboards and grants outside dbt name `{relation}`: they fail, or read rows that no run renews any more.",
    fix: "Tell those who read it, keep a view under the old name for a while, and drop the old relation afterwards.",
  },
  variants: {
    many: {
      title: "{count} relations move from `{before}` to `{after}`",
      why: "dbt follows by itself, but queries, dashboards and grants outside dbt name the old relations of {names}: they fail, or read rows that no run renews any more.",
      fix: "Tell those who read them, keep views under the old names for a while, and drop the old relations afterwards.",
    },
    snapshot: {
      title: "Snapshot {names} moves from `{before}` to `{after}`",
      why: "The next run finds no table there and starts a new history: what was recorded so far stays behind in the old place.",
      fix: "Copy the old table to the new place before the first run, and keep the old one until the histories are compared.",
    },
    source: {
      title: "Source {names} now reads `{after}`, not `{before}`",
      why: "Everything that is built on it reads another table from now on, with other rows and perhaps other columns.",
      fix: "Check that the new table holds the same history and columns, and that the role that runs dbt may read it.",
    },
  },
  check(context) {
    const kinds = [
      [...survivingOf(context, "model"), ...survivingOf(context, "seed")],
      survivingOf(context, "snapshot"),
      survivingOf(context, "source"),
    ] satisfies readonly (readonly Moved[])[];
    return kinds.flatMap((moved) => checkKind(context, moved));
  },
};

function checkKind(context: RuleContext, moved: readonly Moved[]): readonly Found[] {
  const groups = groupBySameEdits(moved.filter(isBuilt), (edit, change) => isOwnMove(context, edit, change));
  return groups.map((group) => checkGroup(context, group));
}

/**
 * A model that was renamed takes its table along. Where the project itself reads it, that is nobody's loss (and
 * `model-removed-in-use` speaks up for exposures and other projects); a model that nothing here reads was built for
 * readers outside.
 */
function isOwnMove(context: RuleContext, edit: Edit, change: Moved): boolean {
  if (edit.part !== "relation") return false;
  if (change.resourceType !== "model" || change.kind !== "renamed" || edit.aspect !== "identifier")
    return true;
  return directReaders(context.graphs.head, change.uniqueId).length === 0;
}

/** An ephemeral model has no relation; becoming one, or no longer being one, is `materialization-changed`. */
function isBuilt(change: Moved): boolean {
  return [change.base, change.head].every((side) => side.config["materialized"] !== "ephemeral");
}

function checkGroup(context: RuleContext, group: SameEdits<Moved>): Found {
  const [first, ...others] = group.changes;
  const names = group.changes.map((change) => nameOf(change)).sort();
  const evidence = group.changes.flatMap((change) =>
    group.edits.map((edit) => editEvidence("relation", change, edit)),
  );
  const alone = others.length === 0;
  const relation = written(first.base.relation);
  const kind = first.resourceType;
  const affected = affectedBy(context, group.changes);
  const variant = kind === "source" || kind === "snapshot" ? kind : "many";
  return {
    subject: { uniqueId: first.uniqueId },
    facts: { name: nameOf(first), names, count: names.length, relation, ...placesOf(group.edits) },
    evidence,
    ...(!(alone && variant === "many") && { variant }),
    affected,
    // Readers inside the project follow by themselves: only those outside make a move worse.
    ...(!affected.some((id) => id.startsWith("exposure.")) && { pinned: true }),
    ...(first.kind === "renamed" && { cause: nodeCause(first.from) }),
    ...(!alone && { key: keyOf(group.edits) }),
  };
}

function nameOf(change: Moved): string {
  return change.resourceType === "source" ? displayName(change.head) : change.head.name;
}

/** A relation in full, as far as it is known. */
function written(relation: Relation | null): string {
  if (relation === null) return "nowhere";
  return [relation.database, relation.schema, relation.identifier].filter((part) => part !== null).join(".");
}

/** The parts that moved, which is what objects that moved together have in common. */
function placesOf(edits: readonly Edit[]): { readonly before: string; readonly after: string } {
  const side = (pick: (edit: Edit) => string | null) => edits.map((edit) => pick(edit) ?? "none").join(".");
  return { before: side((edit) => edit.before), after: side((edit) => edit.after) };
}

function keyOf(edits: readonly Edit[]): string {
  return edits.map((edit) => `${edit.aspect}:${edit.before ?? ""}>${edit.after ?? ""}`).join(",");
}

/** A source takes everything along that reads it; of a built relation only those suffer that name it outside dbt. */
function affectedBy(context: RuleContext, changes: readonly Moved[]): readonly UniqueId[] {
  const ids = changes.map((change) => change.uniqueId);
  const graph = context.graphs.head;
  const sources = changes.some((change) => change.resourceType === "source");
  const outside = ids.flatMap((id) => directReaders(graph, id)).filter((id) => id.startsWith("exposure."));
  return [...ids.slice(1), ...new Set(sources ? allReaders(graph, ids) : outside)];
}
