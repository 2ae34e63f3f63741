import { affixOf } from "../core/diff/affix.ts";
import type { Edit, Surviving } from "../core/diff/change.ts";
import { namedByMacro, type NamedByMacro } from "../core/diff/named-by-macro.ts";
import { groupBySameEdits, type SameEdits } from "../core/diff/same-edits.ts";
import { editEvidence } from "../core/findings/evidence.ts";
import { displayName } from "../core/display-name.ts";
import { nodeCause } from "../core/findings/cause.ts";
import { allReaders, directReaders } from "../core/lineage/readers.ts";
import { nodeById } from "../core/manifest/artifacts.ts";
import type { Relation, UniqueId } from "../core/manifest/node.ts";
import type { Evidence } from "../core/report.ts";
import { survivingOf, type RuleContext, type Table } from "./context.ts";
import { queriesOf, useFacts } from "../core/findings/use-evidence.ts";
import type { Found, Rule } from "./rule.ts";

type Moved = Surviving<Table>;

export const relationMoved: Rule = {
  id: "relation-moved",
  category: "lifecycle",
  severity: "warning",
  certainty: "proven",
  summary:
    "The database, schema or identifier of a model, seed, snapshot or source changed, also through an alias or `generate_schema_name`; another environment's names do not count. Objects that moved together, alike, or through one changed macro are one finding.",
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
    alike: {
      title: "{count} relations are renamed alike: `{before}` becomes `{after}`",
      why: "dbt follows by itself, but queries, dashboards and grants outside dbt name the old relations of {names}: they fail, or read rows that no run renews any more.",
      fix: "Tell those who read them, keep views under the old names for a while, and drop the old relations afterwards.",
    },
    queried: {
      title: "The relation of `{name}` moves; it had {use}",
      why: "It moves from `{before}` to `{after}`. dbt follows by itself, but queries outside dbt name `{relation}`: {wide}. They fail, or read rows that no run renews any more.",
      fix: "Tell those who read it, keep a view under the old name for a while, and drop the old relation afterwards.",
    },
    macro: {
      title: "`{macro}` changed and names {count} relations otherwise",
      why: "`{before}` becomes `{after}`, for example. Queries, dashboards and grants outside dbt name the old relations of {names}. Only if the two manifests come from two environments may it be that nothing moves.",
      fix: "Compare the names with those in production. If they change there, tell those who read them, and keep views under the old names for a while.",
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
    return [
      ...checkBuilt(context, [...survivingOf(context, "model"), ...survivingOf(context, "seed")]),
      ...checkAlike(context, survivingOf(context, "snapshot")),
      ...checkAlike(context, survivingOf(context, "source")),
    ];
  },
};

function checkBuilt(context: RuleContext, moved: readonly Moved[]): readonly Found[] {
  const isOwn = (edit: Edit, change: Moved) => isOwnMove(context, edit, change);
  const { groups, others } = namedByMacro(moved.filter(isBuilt), isOwn, context.artifacts);
  return [...groups.map((group) => checkMacro(context, group)), ...checkAlike(context, others)];
}

function checkAlike(context: RuleContext, moved: readonly Moved[]): readonly Found[] {
  const isOwn = (edit: Edit, change: Moved) => isOwnMove(context, edit, change);
  const groups = groupBySameEdits(moved.filter(isBuilt), isOwn, valuesOf);
  return groups.map((group) => checkGroup(context, group));
}

/** A prefix or suffix that all get is one cause. A place is told by its name. */
function valuesOf({ aspect, before, after }: Edit): readonly string[] {
  const [from, to] = [before ?? "", after ?? ""];
  return aspect === "identifier" ? affixOf(from, to) : [from, to];
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
  return [change.base, change.head].every((side) => !side.isEphemeral);
}

/** Nobody can tell from two manifests whether a macro that names relations, or their environments, made the names differ. */
function checkMacro(context: RuleContext, { macro, changes }: NamedByMacro<Moved>): Found {
  const [first] = changes;
  const name = nodeById(context.artifacts, macro)?.name ?? macro;
  const [before, after] = [written(first.base.relation), written(first.head.relation)];
  return {
    subject: { uniqueId: macro },
    facts: {
      macro: name,
      count: changes.length,
      names: changes.map(({ head }) => displayName(head)).sort(),
      before,
      after,
    },
    evidence: changes.flatMap((change) => movesOf(context, change)),
    variant: "macro",
    certainty: "structural",
    affected: [...changes.map(({ uniqueId }) => uniqueId), ...outsideReaders(context, changes)],
  };
}

function checkGroup(context: RuleContext, group: SameEdits<Moved>): Found {
  const [first, ...others] = group.changes;
  const alone = others.length === 0;
  const affected = affectedBy(context, group.changes);
  const use = context.use.of(first.base.uniqueId);
  const variant = variantOf(group) ?? (use === null ? null : "queried");
  return {
    subject: { uniqueId: first.uniqueId },
    facts: {
      name: displayName(first.head),
      names: group.changes.map(({ head }) => displayName(head)).sort(),
      count: group.changes.length,
      relation: written(first.base.relation),
      ...useFacts(context, use),
      ...placesOf(group.edits),
    },
    evidence: group.changes.flatMap((change) => [
      ...movesOf(context, change),
      ...queriesOf(context, change.base.uniqueId, null),
    ]),
    ...(variant !== null && { variant }),
    affected,
    // Readers inside the project follow by themselves: only those outside make a move worse.
    ...(!affected.some((id) => id.startsWith("exposure.")) && use === null && { pinned: true }),
    ...(first.kind === "renamed" && { cause: nodeCause(first.from) }),
    ...(!alone && { key: keyOf(group.edits) }),
  };
}

function variantOf({ edits, changes: [first, ...others] }: SameEdits<Moved>): string | null {
  const kind = first.resourceType;
  if (kind === "source" || kind === "snapshot") return kind;
  if (others.length === 0) return null;
  return edits.some(({ aspect }) => aspect === "identifier") ? "alike" : "many";
}

function movesOf(context: RuleContext, change: Moved): readonly Evidence[] {
  const edits = change.edits.filter((edit) => isOwnMove(context, edit, change));
  return edits.map((edit) => editEvidence("relation", change, edit));
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
  return edits.map((edit) => `${edit.aspect}:${valuesOf(edit).join(">")}`).join(",");
}

/** A source takes everything along that reads it; of a built relation only those suffer that name it outside dbt. */
function affectedBy(context: RuleContext, changes: readonly Moved[]): readonly UniqueId[] {
  const ids = changes.map((change) => change.uniqueId);
  const isSource = changes.some((change) => change.resourceType === "source");
  const readers = isSource ? allReaders(context.graphs.head, ids) : outsideReaders(context, changes);
  return [...ids.slice(1), ...new Set(readers)];
}

function outsideReaders({ graphs }: RuleContext, changes: readonly Moved[]): readonly UniqueId[] {
  const readers = changes.flatMap(({ uniqueId }) => directReaders(graphs.head, uniqueId));
  return [...new Set(readers.filter((id) => id.startsWith("exposure.")))];
}
